// SPDX-License-Identifier: GPL-2.0-or-later
// What "parapetctl log" was asked for, from its words.
#pragma once

#include "engine/base/result.h"
#include "engine/model/logfilter.h"

#include <QDateTime>

#include <cstdint>
#include <span>
#include <string>

namespace parapet::ctl {

enum class LogFormat { text, csv, json, w3c };

struct LogRequest {
    LogFilter filter;
    LogFormat format = LogFormat::text;
    std::uint64_t count = 1'000;  // the newest of them; 0: all
    bool follow = false;
    bool help = false;
};

// now: what "two hours ago" is reckoned from.
Result<LogRequest> readLogRequest(std::span<const std::string> words, const QDateTime &now);
std::string logHelp();
// The options that take a word of a list, or nothing after them, for completion: what may follow `before`.
std::string logCompletions(const std::string &before, const std::string &start);

}  // namespace parapet::ctl
