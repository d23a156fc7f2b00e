// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/filter/structure.h"

#include "engine/filter/hostneed.h"
#include "engine/flow/tcpstate.h"

namespace parapet {

namespace {

std::optional<Reason> reasonOf(Defect defect)
{
    switch (defect) {
    case Defect::none: return {};
    case Defect::badVersion: return Reason::badVersion;
    case Defect::truncated: return Reason::truncated;
    case Defect::lyingLength: return Reason::lyingLength;
    case Defect::headerChain: return Reason::headerChain;
    case Defect::laterFragment: return Reason::laterFragment;
    }
    return Reason::truncated;
}

// An address that no other host can have. ::ffff:a.b.c.d in an IPv6 header would pass for the IPv4 host, whose
// flows have the same key (RFC 4942 2.2). A host without an address yet may speak only where hosts need it to.
bool cannotSend(const ParsedPacket &packet)
{
    const IpAddress &source = packet.source;
    if (source.isMulticast() || source.isLoopback())
        return true;
    if (packet.version == 6 && source.isV4())
        return true;
    if (source.isV4() && source.asV4() == 0xffffffff)
        return true;
    return source.isUnspecified() && !isHostNeed(packet);
}

}  // namespace

std::optional<Reason> structuralFault(const ParsedPacket &packet)
{
    if (const auto defect = reasonOf(packet.defect))
        return defect;
    if (!packet.hasAddresses)
        return Reason::truncated;
    if (cannotSend(packet))
        return Reason::notFromHost;
    if ((packet.isTcp() || packet.isUdp()) && !(packet.hasTransport && packet.hasPorts))
        return Reason::truncated;
    if (packet.isTcp() && impossibleFlags(packet.tcpFlags))
        return Reason::impossibleFlags;
    return {};
}

}  // namespace parapet
