// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/questions.h"

#include "engine/base/limits.h"

namespace parapet {

Questions::Questions(const QDBusConnection &bus, QObject *parent) : QObject(parent)
{
    m_callers.setConnection(bus);
    m_callers.setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    connect(&m_callers, &QDBusServiceWatcher::serviceUnregistered, this, &Questions::callOff);
}

Questions::Wanted Questions::admit(const QString &caller)
{
    const bool isNew = !m_waiting.contains(caller);
    if (m_inAll >= limits::questionsInAll)
        return {};
    QList<Wanted> &waiting = m_waiting[caller];
    if (waiting.size() >= qsizetype(limits::questionsPerCaller))
        return {};
    if (isNew)
        m_callers.addWatchedService(caller);
    ++m_inAll;
    waiting.append(std::make_shared<std::atomic<bool>>(true));
    return waiting.last();
}

void Questions::finish(const QString &caller, const Wanted &question)
{
    const auto found = m_waiting.find(caller);
    if (found == m_waiting.end())
        return;
    m_inAll -= std::size_t(found->removeAll(question));
    if (!found->isEmpty())
        return;
    m_waiting.erase(found);
    m_callers.removeWatchedService(caller);
}

void Questions::callOff(const QString &caller)
{
    for (const Wanted &question : m_waiting.value(caller))
        *question = false;
}

}  // namespace parapet
