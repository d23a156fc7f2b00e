// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/ruleswatch.h"

#include <QSocketNotifier>

#include <utility>

namespace parapet {

RulesWatch::RulesWatch(QObject *parent) : QObject(parent)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &RulesWatch::tell);
}

Outcome RulesWatch::start()
{
    Result<RulesetChanges> changes = RulesetChanges::open();
    if (!changes)
        return changes.error();
    m_changes.emplace(std::move(*changes));
    const auto *notifier = new QSocketNotifier(m_changes->fd(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &RulesWatch::heard);
    return Done{};
}

void RulesWatch::heard()
{
    const std::optional<std::string> by = m_changes->take();
    if (!by)
        return;
    m_by = QString::fromStdString(*by);
    if (!m_pause.isActive())
        tell();
}

void RulesWatch::tell()
{
    if (!m_by)
        return;
    m_pause.start(gap);
    Q_EMIT changed(*std::exchange(m_by, std::nullopt));
}

}  // namespace parapet
