// SPDX-License-Identifier: GPL-2.0-or-later
// DropKind: the reasons of drops in as few groups as eyes can tell apart by colour.
#pragma once

#include "engine/model/logfilter.h"

#include <QCoreApplication>
#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace parapet {

enum class DropKind : std::uint8_t {
    noException,
    exceptionsOff,
    otherSender,
    icmp,
    noConnection,
    damaged,
    falseSender,
    lost,
};
inline constexpr std::size_t dropKinds = 8;

DropKind dropKind(const std::optional<Reason> &reason);  // nothing: lost

class DropKindWords {
    Q_DECLARE_TR_FUNCTIONS(DropKindWords)

public:
    static QString name(DropKind kind);  // for a legend
};

// A histogram by kind: for each span of time the counts of all kinds.
using KindCounts = std::array<std::uint64_t, dropKinds>;
std::vector<KindCounts> countsByKind(const LogHistogram &histogram);

}  // namespace parapet
