// SPDX-License-Identifier: GPL-2.0-or-later
// LogExporter: writes the records that fit a filter into a file of the user's, oldest first, portion by portion. The file comes
// into being when it is complete: one that was called off or failed leaves what was there before. GUI thread only.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/logclimb.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace parapet {

class LogExporter : public QObject {
    Q_OBJECT

public:
    enum class Format { w3c, csv, json };

    // The client must outlive it.
    LogExporter(FirewallClient &client, const LogFilter &filter, Format format, const QString &file,
                QObject *parent = nullptr);

    void start();
    void cancel();  // nothing is told any more

Q_SIGNALS:
    void progressed(int percent);
    // Once. The problem is a sentence; empty: it is written.
    void finished(const QString &problem, quint64 records);

private:
    void begin(const Result<LogHistogram> &bounds);
    void next();
    void write(const LogClimb::Portion &portion);
    bool put(const std::string &text);
    void end();
    void fail(const QString &problem);

    FirewallClient &m_client;
    const LogFilter m_filter;
    const Format m_format;
    QSaveFile m_file;
    LogClimb m_climb;
    std::int64_t m_first = 0, m_last = 0;
    quint64 m_records = 0;
    int m_round = 0;
};

}  // namespace parapet
