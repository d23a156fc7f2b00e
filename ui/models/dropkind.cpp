// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/dropkind.h"

#include <algorithm>

namespace parapet {

DropKind dropKind(const std::optional<Reason> &reason)
{
    if (!reason)
        return DropKind::lost;
    switch (*reason) {
    case Reason::exceptionsOff: return DropKind::exceptionsOff;
    case Reason::outOfScope: return DropKind::otherSender;
    case Reason::icmpNotAllowed: return DropKind::icmp;
    case Reason::noHandshake:
    case Reason::handshakeOrder: return DropKind::noConnection;
    case Reason::truncated:
    case Reason::lyingLength:
    case Reason::badVersion:
    case Reason::headerChain:
    case Reason::laterFragment:
    case Reason::impossibleFlags: return DropKind::damaged;
    case Reason::spoofedSource:
    case Reason::notFromHost: return DropKind::falseSender;
    default: return DropKind::noException;
    }
}

QString DropKindWords::name(DropKind kind)
{
    switch (kind) {
    case DropKind::noException: return tr("No exception");
    case DropKind::exceptionsOff: return tr("Exceptions not allowed");
    case DropKind::otherSender: return tr("Exception for others");
    case DropKind::icmp: return tr("ICMP settings");
    case DropKind::noConnection: return tr("No known connection");
    case DropKind::damaged: return tr("Damaged");
    case DropKind::falseSender: return tr("False sender");
    case DropKind::lost: return tr("Not recorded");
    }
    return {};
}

std::vector<KindCounts> countsByKind(const LogHistogram &histogram)
{
    std::vector<KindCounts> spans;
    for (const LogHistogram::Row &row : histogram.rows) {
        spans.resize(std::max(spans.size(), row.counts.size()), KindCounts{});
        for (std::size_t span = 0; span < row.counts.size(); ++span)
            spans[span][static_cast<std::size_t>(dropKind(row.reason))] += row.counts[span];
    }
    return spans;
}

}  // namespace parapet
