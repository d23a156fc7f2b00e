// SPDX-License-Identifier: GPL-2.0-or-later
// EventRow: how a LogRecord lies in the columns of the table event.
#pragma once

#include "engine/model/logrecord.h"
#include "engine/store/database.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace parapet::eventrow {

inline constexpr std::string_view insertSql =
    "INSERT INTO event (id, time, action, direction, reason, rule, protocol, source, destination, source_port, "
    "destination_port, size, tcp_flags, tcp_sequence, tcp_acknowledgement, tcp_window, icmp_type, icmp_code, lost, "
    "interface) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

// The name of the interface instead of its number; the columns are otherwise in the order of insertSql.
inline constexpr std::string_view selectSql =
    "SELECT event.id, time, action, direction, reason, rule, protocol, source, destination, source_port, "
    "destination_port, size, tcp_flags, tcp_sequence, tcp_acknowledgement, tcp_window, icmp_type, icmp_code, lost, "
    "interface.name FROM event LEFT JOIN interface ON interface.id = event.interface "
    "WHERE event.id < ? ORDER BY event.id DESC LIMIT ?";

// Binds every column of insertSql. interface: the id of its row, or nothing.
void bind(Statement &insert, std::int64_t id, const LogRecord &record, std::optional<std::int64_t> interface);

// A row of selectSql; nothing where a number has no meaning.
std::optional<StoredRecord> read(const Statement &row);

}  // namespace parapet::eventrow
