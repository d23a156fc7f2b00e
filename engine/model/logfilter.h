// SPDX-License-Identifier: GPL-2.0-or-later
// LogFilter: which records of the security log somebody wants to see. Plain data; what is left empty filters nothing, and
// everything that is given must hold at once.
#pragma once

#include "engine/model/addressrange.h"
#include "engine/model/logrecord.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parapet {

struct LogFilter {
    std::vector<LogAction> actions{};
    std::vector<std::uint8_t> protocols{};  // IANA numbers
    std::vector<Reason> reasons{};          // of drops; no other record has one
    std::optional<AddressRange> address{};  // source or destination
    std::optional<std::uint16_t>
        port{};  // of the destination; or of the source, if it is a well-known one (below 1024)
    std::string program{}, interface {
    };                                     // whole names
    std::optional<WallTime> from{}, to{};  // both included
    std::int64_t after = 0;                // ids above this one; what a reader already has is not searched again
    std::string text{};                    // somewhere in recordText(), in any case (ASCII); found by reading every row
    bool operator==(const LogFilter &) const = default;
};

// For records that are at hand; the store asks its indexes instead and gives the same answer.
bool matches(const LogFilter &filter, const StoredRecord &record);

// Everything that a person may look for in a record, with blanks between.
std::string recordText(const StoredRecord &record);
// Whether `text` stands in it; upper and lower case of ASCII letters are the same.
bool holdsText(const StoredRecord &record, std::string_view text);

// "TCP", "UDP", "ICMP", "ICMPv6", else the number; and back, in any case.
std::string protocolText(std::uint8_t protocol);
std::optional<std::uint8_t> protocolFromText(std::string_view text);

// Part of one answer of the history: the records, newest first, and the id to go on before; 0: there are no more.
struct LogPage {
    std::vector<StoredRecord> records{};
    std::int64_t next = 0;
};

// How many packets were dropped in each of some equal spans of time.
struct LogHistogram {
    struct Row {
        std::optional<Reason> reason;       // nothing: lost, so that nobody knows why
        std::vector<std::uint64_t> counts;  // one for each span
    };
    WallTime from{}, width{};          // the first span begins at `from`; each is `width` long
    std::vector<Row> rows{};           // by reason; reasons without a drop are left out
    std::int64_t next = 0;             // as in LogPage: the rest is to be asked for and added
    std::int64_t first = 0, last = 0;  // ids between which all records of this time are; 0: there are none
};

}  // namespace parapet
