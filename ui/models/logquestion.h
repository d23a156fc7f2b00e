// SPDX-License-Identifier: GPL-2.0-or-later
// LogQuestion: what a person filled in to find something in the security log, and the LogFilter that it comes to, or what
// is wrong with it. Text of a person is a value to compare with and nothing else.
#pragma once

#include "engine/model/logfilter.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

#include <optional>

namespace parapet {

struct LogQuestion {
    Q_DECLARE_TR_FUNCTIONS(LogQuestion)

public:
    enum class Period { all, lastHour, today, lastWeek, custom };

    Period period = Period::all;
    QDateTime from, to;  // custom: both included, to the second
    std::optional<LogAction> action{};
    std::optional<std::uint8_t> protocol{};
    QString address{}, port{}, program{}, interface {
    };
    QString text{};

    // What is wrong with a field, as a sentence; empty: nothing.
    struct Problems {
        QString time{}, address{}, port{}, text{};
        bool any() const { return !(time.isEmpty() && address.isEmpty() && port.isEmpty() && text.isEmpty()); }
        bool operator==(const Problems &) const = default;
    };
    Problems problems() const;
    // Valid while there are no problems. `now`: what "the last hour" is reckoned from.
    LogFilter filter(const QDateTime &now) const;

    // Those that have happened as this one did: to the same port of the same protocol, from the same computer.
    static LogQuestion similarTo(const StoredRecord &record);

    bool operator==(const LogQuestion &) const = default;
};

}  // namespace parapet
