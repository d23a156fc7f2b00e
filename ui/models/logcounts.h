// SPDX-License-Identifier: GPL-2.0-or-later
// LogCounts: the histogram of the security log for one filter, put together from the parts in which it comes, and asked
// for again when something new may be in it. GUI thread only.
#pragma once

#include "ui/client/firewallclient.h"

#include <QObject>
#include <QTimer>

namespace parapet {

class LogCounts : public QObject {
    Q_OBJECT

public:
    static constexpr std::uint32_t spans = 120;

    // The client must outlive it.
    explicit LogCounts(FirewallClient &client, QObject *parent = nullptr);

    void count(const LogFilter &filter);
    // Something was recorded: counts again in a while, if that is quick.
    void refreshSoon();
    // Its next part waits, as long as somebody wants rows: they come first.
    void setWaiting(bool waiting);

    const LogHistogram &histogram() const { return m_sum; }  // `next` is not 0 while there is more to come

Q_SIGNALS:
    void changed();

private:
    void ask();
    void heard(const Result<LogHistogram> &part);

    FirewallClient &m_client;
    LogFilter m_filter;  // as it was asked for
    LogFilter m_asking;  // with the time of the first part, so that all parts have the same spans
    LogHistogram m_sum;
    QTimer m_soon;
    int m_round = 0;
    bool m_underWay = false, m_waiting = false, m_begun = false, m_isQuick = false;
};

}  // namespace parapet
