// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/droplog.h"

#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_log.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstddef>

namespace parapet {

namespace {

constexpr std::size_t snapLength = 128;  // as the rules say

nlmsghdr *configMessage(std::span<char> buffer, std::uint16_t group)
{
    nlmsghdr *message = mnl_nlmsg_put_header(buffer.data());
    message->nlmsg_type = (NFNL_SUBSYS_ULOG << 8) | NFULNL_MSG_CONFIG;
    message->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    auto *generic = static_cast<nfgenmsg *>(mnl_nlmsg_put_extra_header(message, sizeof(nfgenmsg)));
    generic->nfgen_family = AF_UNSPEC;
    generic->version = NFNETLINK_V0;
    generic->res_id = htons(group);
    return message;
}

int collect(const nlattr *attribute, void *data)
{
    auto &found = *static_cast<std::array<const nlattr *, NFULA_MAX + 1> *>(data);
    if (mnl_attr_type_valid(attribute, NFULA_MAX) > 0)
        found[mnl_attr_get_type(attribute)] = attribute;
    return MNL_CB_OK;
}

// RFC 791 3.1, RFC 8200 3. The kernel does not tell how long the packet was.
std::size_t lengthOf(std::span<const std::byte> captured)
{
    const auto u16 = [&](std::size_t at) {
        return std::to_integer<std::size_t>(captured[at]) << 8 | std::to_integer<std::size_t>(captured[at + 1]);
    };
    if (captured.size() < snapLength)
        return captured.size();
    const std::size_t told = std::to_integer<int>(captured[0]) >> 4 == 4 ? u16(2) : 40 + u16(4);
    return std::max(told, captured.size());
}

// Tells one message of ours, if it holds a packet.
void tell(const nlmsghdr *message, const std::function<void(const LoggedPacket &)> &each)
{
    if (message->nlmsg_type != ((NFNL_SUBSYS_ULOG << 8) | NFULNL_MSG_PACKET))
        return;
    std::array<const nlattr *, NFULA_MAX + 1> found{};
    mnl_attr_parse(message, sizeof(nfgenmsg), collect, &found);
    LoggedPacket packet;
    if (const nlattr *payload = found[NFULA_PAYLOAD])
        packet.captured = {static_cast<const std::byte *>(mnl_attr_get_payload(payload)),
                           mnl_attr_get_payload_len(payload)};
    packet.length = lengthOf(packet.captured);
    const auto index = [&](int which) { return found[which] ? ntohl(mnl_attr_get_u32(found[which])) : 0; };
    packet.came = index(NFULA_IFINDEX_INDEV);
    packet.left = index(NFULA_IFINDEX_OUTDEV);
    if (const nlattr *prefix = found[NFULA_PREFIX])
        packet.prefix = mnl_attr_get_str(prefix);
    each(packet);
}

}  // namespace

DropLog::DropLog(NetlinkSocket socket) : m_socket(std::move(socket)), m_receive(128 * 1024) { }

Result<std::unique_ptr<DropLog>> DropLog::open(std::uint16_t group)
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return socket.error();
    std::array<char, 256> buffer{};
    nlmsghdr *message = configMessage(buffer, group);
    const nfulnl_msg_config_cmd bind{NFULNL_CFG_CMD_BIND};
    mnl_attr_put(message, NFULA_CFG_CMD, sizeof bind, &bind);
    if (Outcome bound = socket->request(message); !bound)
        return bound.error();

    buffer.fill(0);
    message = configMessage(buffer, group);
    const nfulnl_msg_config_mode mode{htonl(snapLength), NFULNL_COPY_PACKET, 0};
    mnl_attr_put(message, NFULA_CFG_MODE, sizeof mode, &mode);
    mnl_attr_put_u32(message, NFULA_CFG_QTHRESH, htonl(1));  // one by one: these are rare
    if (Outcome set = socket->request(message); !set)
        return set.error();
    socket->setReceiveBuffer(1 << 20);
    socket->setNonBlocking();
    return std::unique_ptr<DropLog>(new DropLog(std::move(*socket)));
}

bool DropLog::read(const std::function<void(const LoggedPacket &)> &each)
{
    return m_socket.readWaiting(m_receive, 64, [&](const nlmsghdr *message) { tell(message, each); });
}

}  // namespace parapet
