// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/flow/flowkey.h"

#include "engine/model/protocol.h"

#include <bit>
#include <cstring>
#include <utility>

namespace parapet {

namespace {

bool isIcmp(std::uint8_t protocol)
{
    return protocol == ipproto::icmp || protocol == ipproto::icmpv6;
}

// Without ports these would put all conversations of two hosts into one flow.
bool needsPorts(std::uint8_t protocol)
{
    return protocol == ipproto::tcp || protocol == ipproto::udp || isIcmp(protocol);
}

// SipHash-1-3 (Aumasson and Bernstein, 2012): few rounds, but no way known to find collisions without the key.
class SipHash {
public:
    explicit SipHash(std::uint64_t seed)
    {
        // The second half of the key comes from the first; 64 unknown bits are enough for a table.
        const std::uint64_t other = (seed ^ (seed >> 31)) * 0x9e3779b97f4a7c15;
        a ^= seed;
        b ^= other;
        c ^= seed;
        d ^= other;
    }

    void add(std::uint64_t word)
    {
        d ^= word;
        round();
        a ^= word;
    }

    std::uint64_t finish()
    {
        c ^= 0xff;
        round();
        round();
        round();
        return a ^ b ^ c ^ d;
    }

private:
    void round()
    {
        a += b, b = std::rotl(b, 13) ^ a, a = std::rotl(a, 32);
        c += d, d = std::rotl(d, 16) ^ c;
        a += d, d = std::rotl(d, 21) ^ a;
        c += b, b = std::rotl(b, 17) ^ c, c = std::rotl(c, 32);
    }

    std::uint64_t a = 0x736f6d6570736575, b = 0x646f72616e646f6d, c = 0x6c7967656e657261, d = 0x7465646279746573;
};

std::uint64_t wordAt(const IpAddress &address, std::size_t offset)
{
    std::uint64_t word = 0;
    std::memcpy(&word, address.bytes().data() + offset, sizeof word);
    return word;
}

}  // namespace

std::optional<FlowKey> flowKey(const ParsedPacket &packet, Direction direction)
{
    if (!packet.hasAddresses)
        return {};
    const bool hasEnds = packet.isIcmp() ? packet.icmpIsQuery : packet.hasPorts;
    if (!hasEnds && needsPorts(packet.protocol))
        return {};

    FlowKey key;
    key.protocol = packet.protocol;
    key.local = packet.destination;
    key.remote = packet.source;
    if (packet.isIcmp()) {
        key.localPort = key.remotePort = packet.icmpId;
    } else if (packet.hasPorts) {
        key.localPort = packet.destinationPort;
        key.remotePort = packet.sourcePort;
    }
    if (direction == Direction::outbound) {
        std::swap(key.local, key.remote);
        std::swap(key.localPort, key.remotePort);
    }
    return key;
}

std::optional<FlowKey> quotedFlowKey(const ParsedPacket &packet)
{
    const QuotedFlow &quoted = packet.quoted;
    if (!packet.isIcmp() || !packet.icmpIsError || !quoted.valid || quoted.source != packet.destination)
        return {};
    if (!quoted.hasPorts && needsPorts(quoted.protocol))
        return {};
    FlowKey key{quoted.source, quoted.destination, 0, 0, quoted.protocol};
    if (quoted.hasPorts) {
        key.localPort = quoted.sourcePort;
        key.remotePort = quoted.destinationPort;
    }
    return key;
}

std::uint64_t hash(const FlowKey &key, std::uint64_t seed)
{
    SipHash sip(seed);
    sip.add(wordAt(key.local, 0));
    sip.add(wordAt(key.local, 8));
    sip.add(wordAt(key.remote, 0));
    sip.add(wordAt(key.remote, 8));
    sip.add(std::uint64_t{key.localPort} << 32 | std::uint64_t{key.remotePort} << 16 | key.protocol);
    return sip.finish();
}

}  // namespace parapet
