// SPDX-License-Identifier: GPL-2.0-or-later
// EventRow: how a LogRecord lies in the columns of the table event.
#pragma once

#include "engine/model/logrecord.h"
#include "engine/store/database.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace parapet::eventrow {

inline constexpr std::string_view insertSql =
    "INSERT INTO event (id, time, kind, direction, rule, protocol, source, destination, source_port, "
    "destination_port, size, tcp_flags, tcp_sequence, tcp_acknowledgement, tcp_window, icmp_type, icmp_code, lost, "
    "interface, program) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

// Names instead of their numbers; the columns are otherwise in the order of insertSql.
inline constexpr std::string_view columns =
    "event.id, time, kind, direction, rule, protocol, source, destination, source_port, destination_port, size, "
    "tcp_flags, tcp_sequence, tcp_acknowledgement, tcp_window, icmp_type, icmp_code, lost, "
    "(SELECT name FROM interface WHERE id = event.interface), (SELECT name FROM program WHERE id = event.program)";

// The rows of the names that a record has, if it has them.
struct Names {
    std::optional<std::int64_t> interface, program;
};

// The column kind: what happened and why in one number.
std::int64_t kindOf(LogAction action);  // not for drops
std::int64_t kindOf(Reason reason);     // of drops
std::int64_t kindOf(const LogRecord &record);
inline constexpr std::int64_t firstKindOfOthers = 256;  // below are the drops

// The column source or destination: 4 or 16 bytes.
std::span<const std::uint8_t> bytesOf(const IpAddress &address);
IpAddress addressOf(std::span<const std::uint8_t> bytes);

// Binds every column of insertSql.
void bind(Statement &insert, std::int64_t id, const LogRecord &record, const Names &names);

// A row of `columns`; nothing where a number has no meaning.
std::optional<StoredRecord> read(const Statement &row);

}  // namespace parapet::eventrow
