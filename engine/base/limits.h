// SPDX-License-Identifier: GPL-2.0-or-later
// Every bound that a stranger could push against, with its name. Each has a test.
#pragma once

#include <cstddef>
#include <cstdint>

namespace parapet::limits {

inline constexpr std::size_t exceptionNameLength = 256;      // characters (code points) of a name
inline constexpr std::size_t scopeItems = 1'000;             // addresses and subnets in one scope
inline constexpr std::size_t scopeTextLength = 100'000;      // characters of a scope as text
inline constexpr std::size_t exceptionsPerProfile = 20'000;  // rows of one kind
inline constexpr std::size_t programPathLength = 4'096;      // characters of the path of a program
inline constexpr std::size_t applicationIdLength = 255;      // characters of the id of a Flatpak or Snap (D-Bus limit)
inline constexpr std::size_t connections = 1'000;            // connections with settings of their own
inline constexpr std::size_t portsPerConnection = 1'000;
inline constexpr std::size_t changesPerCall = 50'000;     // parts of one settings change
inline constexpr std::size_t changesPerQuestion = 5'000;  // parts of a change that is only asked about
inline constexpr std::size_t logFileNameLength = 200;     // bytes, as file systems count, with room for an ending
inline constexpr std::uint32_t logSizeMinKb = 1;          // xp-reference 1.11
inline constexpr std::uint32_t logSizeMaxKb = 32'767;
inline constexpr std::uint32_t logSizeDefaultKb = 4'096;
inline constexpr std::size_t filterListLength = 256;  // values of one kind in a filter of the log
inline constexpr std::size_t filterTextLength = 200;  // characters to look for in the log
inline constexpr std::size_t histogramBuckets = 2'000;
inline constexpr std::int64_t latestTime = 253'402'300'799'999'999;  // microseconds; the end of the year 9999
inline constexpr std::size_t questionsPerCaller = 4;                 // about the history, that wait for their answer
inline constexpr std::size_t questionsInAll = 64;
inline constexpr std::size_t ownerQuestions = 1'024;      // sockets whose programs are being looked up
inline constexpr std::size_t knownSockets = 8'192;        // sockets whose programs the engine remembers
inline constexpr std::size_t socketFlows = 65'536;        // UDP flows that end with the socket of their program
inline constexpr std::size_t packetsWaiting = 1'024;      // packets that wait until their program is known
inline constexpr std::size_t recordRing = 65'536;         // log records waiting to be written
inline constexpr std::uint32_t strangersPerSecond = 500;  // packets that nothing can let in, judged one by one
inline constexpr std::uint32_t strangersAtOnce = 4'000;   // of these, in one burst
inline constexpr std::uint32_t floodMoment = 100;         // milliseconds after one too many in which no other is judged
inline constexpr std::uint32_t floodSamples = 20;         // a second, of those beyond that, that are told one by one
inline constexpr std::uint32_t possiblePerSecond =
    30'000;                                       // packets that something may let in, without a look at the sender
inline constexpr std::uint32_t crowdShare = 100;  // a second, for each sender beyond that
inline constexpr std::uint32_t floodSenders = 65'535;   // whose shares are known
inline constexpr std::size_t flows = 1U << 20;          // flows in the engine's table
inline constexpr std::size_t logRowsPerCall = 1'000;    // rows in one answer over D-Bus
inline constexpr std::size_t logWatchers = 16;          // receivers of live log records
inline constexpr std::size_t alertReceivers = 64;       // sessions that are asked
inline constexpr std::size_t alertReceiversByUser = 8;  // of these, of one user
inline constexpr std::size_t alertPorts = 100;          // shown with an alert
inline constexpr std::size_t alertsWaiting = 100;       // programs that wait for an answer; more are not asked about
inline constexpr std::size_t alertsWaitingByUser = 50;  // of these, about programs of one user
inline constexpr std::size_t ephemeralWaiting = 1'000;  // UDP sockets that are looked at again after a second
inline constexpr std::size_t startsAsked = 2'000;       // starts of programs that are not asked about again
inline constexpr std::size_t alertKnocks = 10;          // of those who knocked, kept with an alert
inline constexpr std::size_t rowsByUser = 100;  // unchecked rows that one user may make who may not change settings
inline constexpr std::size_t listeningRows = 20'000;      // sockets in one answer over D-Bus
inline constexpr std::size_t listeningBytes = 8'000'000;  // of text in it; a message of the bus may have 32 MB
inline constexpr std::size_t listeningOwners = 64;        // processes shown with one socket

}  // namespace parapet::limits
