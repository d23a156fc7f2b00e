// SPDX-License-Identifier: GPL-2.0-or-later
// LogWords: a record of the security log in the words of a person. Asks no network: port names come from the
// services file of this machine, addresses stay numbers.
#pragma once

#include "engine/model/logrecord.h"

#include <QCoreApplication>
#include <QString>

namespace parapet {

class LogWords {
    Q_DECLARE_TR_FUNCTIONS(LogWords)

public:
    static QString heading(int column);  // a LogModel::Column

    static QString time(WallTime time);  // local time, 2026-01-31 23:59:59
    static QString action(LogAction action);
    static QString protocol(const LogRecord &record);
    static QString interface(const StoredRecord &stored);
    static QString why(const LogRecord &record);  // one sentence; empty when there is nothing to explain

    // "192.0.2.7 tried to open a connection to TCP port 445 (microsoft-ds). No exception allows it."
    static QString sentence(const LogRecord &record);

private:
    static QString reason(Reason reason);
    static QString happened(const LogRecord &record);
    static QString cameIn(const LogRecord &record);
    static QString wentOut(const LogRecord &record);
    static QString packet(const LogRecord &record);
    static QString port(const LogRecord &record);
    static QString icmpName(const LogRecord &record);
};

}  // namespace parapet
