// SPDX-License-Identifier: GPL-2.0-or-later
// LogWords: a record of the security log in the words of a person. Asks no network: the names of ports come from the
// catalogue of services and from the services file of this machine, addresses stay numbers.
#pragma once

#include "engine/model/listener.h"
#include "engine/model/logrecord.h"

#include <QCoreApplication>
#include <QString>

#include <vector>

namespace parapet {

class LogWords {
    Q_DECLARE_TR_FUNCTIONS(LogWords)

public:
    static QString heading(int column);  // a LogModel::Column

    static QString time(WallTime time);  // local time, 2026-01-31 23:59:59
    static QString action(LogAction action);
    static QString direction(const LogRecord &record);
    static QString protocol(const LogRecord &record);
    static QString service(PortKey port);            // the name of what usually answers there; empty: none is known
    static QString why(const StoredRecord &stored);  // one sentence; empty when there is nothing to explain

    // "192.0.2.7 tried to open a connection to TCP port 445 (File and Printer Sharing). No exception allows it."
    static QString sentence(const StoredRecord &stored);
    // Who would have got the dropped packet, now: "Nothing on this computer listens there now." Empty where that does not
    // matter.
    static QString listener(const LogRecord &record, const std::vector<ListeningProgram> &rows);
    // The row that gets what is sent there; null: none.
    static const ListeningProgram *listening(const LogRecord &record, const std::vector<ListeningProgram> &rows);

private:
    static QString reason(Reason reason);
    static QString permission(const StoredRecord &stored);
    static QString happened(const LogRecord &record);
    static QString opened(const LogRecord &record);
    static QString letIn(const LogRecord &record);
    static QString closed(const LogRecord &record);
    static QString cameIn(const LogRecord &record);
    static QString wentOut(const LogRecord &record);
    static QString icmpName(const LogRecord &record);
};

}  // namespace parapet
