// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/floodalert.h"

#include <utility>

namespace parapet {

const char *const FloodAlert::notice = "Somebody is flooding this computer with packets that no exception allows. They "
                                       "are dropped at once, and only some of them are "
                                       "recorded one by one. What is allowed goes on.";

FloodAlert::FloodAlert(const Clock &clock, std::chrono::milliseconds overAfter, QObject *parent)
    : QObject(parent), m_clock(clock), m_quiet(this)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(overAfter);
    connect(&m_quiet, &QTimer::timeout, this, &FloodAlert::end);
}

void FloodAlert::sampled()
{
    if (!m_quiet.isActive())
        m_first = m_clock.steady();
    m_quiet.start();
    if (!m_lasts && m_clock.steady() - m_first >= provesItself) {
        m_lasts = true;
        Q_EMIT begun();
    }
}

void FloodAlert::end()
{
    if (std::exchange(m_lasts, false))
        Q_EMIT ended();
}

}  // namespace parapet
