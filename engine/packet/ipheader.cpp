// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/packet/ipheader.h"

#include "engine/model/protocol.h"
#include "engine/packet/parser.h"

namespace parapet {

namespace {

namespace ipv4 {  // RFC 791 3.1
constexpr std::size_t totalLength = 2, fragment = 6, ttl = 8, protocol = 9, source = 12, destination = 16;
constexpr std::size_t size = 20;
constexpr std::uint16_t moreFragments = 0x2000, fragmentOffset = 0x1fff;
}  // namespace ipv4

namespace ipv6 {  // RFC 8200 3
constexpr std::size_t payloadLength = 4, nextHeader = 6, hopLimit = 7, source = 8, destination = 24;
constexpr std::size_t size = 40;
}  // namespace ipv6

namespace extension {  // RFC 8200 4.2-4.6
constexpr std::size_t nextHeader = 0, length = 1, fragment = 2;
constexpr std::size_t size = 8;  // of the shortest
constexpr std::uint16_t moreFragments = 0x0001, fragmentOffset = 0xfff8;
}  // namespace extension

constexpr std::size_t authenticationMin = 12;  // RFC 4302 2: the fixed fields without a check value

Fragment fragmentFrom(bool offset, bool more)
{
    if (offset)
        return Fragment::later;
    return more ? Fragment::first : Fragment::whole;
}

IpHeader readV4(const Bytes &packet)
{
    IpHeader header{.version = 4};
    if (!packet.has(0, ipv4::size)) {
        header.defect = Defect::truncated;
        return header;
    }
    header.hasAddresses = true;
    header.source = IpAddress::v4(packet.fixed<4>(ipv4::source));
    header.destination = IpAddress::v4(packet.fixed<4>(ipv4::destination));
    header.hopLimit = packet.u8(ipv4::ttl);
    header.protocol = packet.u8(ipv4::protocol);
    header.length = packet.u16(ipv4::totalLength);
    const auto fragment = packet.u16(ipv4::fragment);
    header.fragment = fragmentFrom(fragment & ipv4::fragmentOffset, fragment & ipv4::moreFragments);

    header.transport = (packet.u8(0) & 0x0fU) * 4;
    if (header.transport < ipv4::size || header.transport > header.length)
        header.defect = Defect::lyingLength;
    else if (!packet.has(0, header.transport))
        header.defect = Defect::truncated;
    return header;
}

IpHeader readV6(const Bytes &packet)
{
    IpHeader header{.version = 6};
    if (!packet.has(0, ipv6::size)) {
        header.defect = Defect::truncated;
        return header;
    }
    header.source = IpAddress::v6(packet.fixed<16>(ipv6::source));
    header.destination = IpAddress::v6(packet.fixed<16>(ipv6::destination));
    // These forms stand for IPv4 inside one host and never travel: taken at their word, an IPv6 packet could pass
    // for a part of an IPv4 flow.
    if (header.source.isV4() || header.destination.isV4())
        return IpHeader{.defect = Defect::badVersion};
    header.hasAddresses = true;
    header.hopLimit = packet.u8(ipv6::hopLimit);
    header.protocol = packet.u8(ipv6::nextHeader);
    header.length = ipv6::size + packet.u16(ipv6::payloadLength);
    header.transport = ipv6::size;
    // A jumbogram (RFC 2675) carries its length in an option. No link here is wide enough for one.
    if (header.length == ipv6::size && header.protocol == ipproto::hopByHop)
        header.defect = Defect::lyingLength;
    return header;
}

bool isExtension(std::uint8_t protocol)
{
    switch (protocol) {
    case ipproto::hopByHop:
    case ipproto::routing:
    case ipproto::fragment:
    case ipproto::ah:
    case ipproto::destinationOptions: return true;
    default: return false;  // ESP too: what follows it is encrypted
    }
}

// The length of the extension header at `packet`, of the kind `protocol`; 0 if it is shorter than it may be.
std::size_t extensionLength(const Bytes &packet, std::uint8_t protocol)
{
    const std::size_t units = packet.u8(extension::length);
    switch (protocol) {
    case ipproto::fragment: return extension::size;
    case ipproto::ah: return (units + 2) * 4 < authenticationMin ? 0 : (units + 2) * 4;
    default: return (units + 1) * 8;
    }
}

// Steps over the header that stands at header.transport.
Defect skipOne(const Bytes &packet, IpHeader &header)
{
    if (!packet.has(header.transport, extension::size))
        return Defect::truncated;
    const Bytes here = packet.from(header.transport);
    const std::size_t length = extensionLength(here, header.protocol);
    if (length == 0 || length > here.length())
        return Defect::lyingLength;
    if (!here.has(0, length))
        return Defect::truncated;
    if (header.protocol == ipproto::fragment) {
        const auto bits = here.u16(extension::fragment);
        header.fragment = fragmentFrom(bits & extension::fragmentOffset, bits & extension::moreFragments);
    }
    header.protocol = here.u8(extension::nextHeader);
    header.transport += length;
    return Defect::none;
}

}  // namespace

IpHeader readIpHeader(const Bytes &packet)
{
    if (!packet.has(0, 1))
        return IpHeader{.defect = Defect::truncated};
    switch (packet.u8(0) >> 4) {
    case 4: return readV4(packet);
    case 6: return readV6(packet);
    default: return IpHeader{.defect = Defect::badVersion};
    }
}

void skipExtensionHeaders(const Bytes &packet, IpHeader &header)
{
    if (header.version != 6)
        return;
    bool fragmentSeen = false;
    for (int count = 0; header.defect == Defect::none && isExtension(header.protocol); ++count) {
        const bool isFragment = header.protocol == ipproto::fragment;
        if (count == extensionHeadersMax || (count > 0 && header.protocol == ipproto::hopByHop)
            || (fragmentSeen && isFragment)) {
            header.defect = Defect::headerChain;
            return;
        }
        fragmentSeen = fragmentSeen || isFragment;
        header.defect = skipOne(packet, header);
        if (header.fragment == Fragment::later)
            return;  // what follows is the inside of a header or of data that began elsewhere
    }
}

}  // namespace parapet
