// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/diagsocket.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libmnl/libmnl.h>
#include <linux/inet_diag.h>
#include <linux/sock_diag.h>

namespace parapet {

namespace {

IpAddress address(int family, const __be32 *words)
{
    const auto *bytes = reinterpret_cast<const std::byte *>(words);
    // A dual-stack socket tells an IPv4 peer as ::ffff:a.b.c.d, which is our own form of it.
    return family == AF_INET ? IpAddress::v4(std::span<const std::byte, 4>(bytes, 4))
                             : IpAddress::v6(std::span<const std::byte, 16>(bytes, 16));
}

int takeAttribute(const nlattr *attribute, void *socket)
{
    auto &into = *static_cast<DiagSocket *>(socket);
    const int type = mnl_attr_get_type(attribute);
    if (type == INET_DIAG_SKV6ONLY && mnl_attr_validate(attribute, MNL_TYPE_U8) == 0)
        into.v6Only = mnl_attr_get_u8(attribute) != 0;
    else if (type == INET_DIAG_CGROUP_ID && mnl_attr_validate(attribute, MNL_TYPE_U64) == 0)
        into.controlGroup = mnl_attr_get_u64(attribute);
    return MNL_CB_OK;
}

}  // namespace

std::optional<DiagSocket> diagSocket(const nlmsghdr *message)
{
    if (message->nlmsg_type != SOCK_DIAG_BY_FAMILY || mnl_nlmsg_get_payload_len(message) < sizeof(inet_diag_msg))
        return std::nullopt;
    const auto &told = *static_cast<const inet_diag_msg *>(mnl_nlmsg_get_payload(message));
    DiagSocket socket;
    socket.local = address(told.idiag_family, told.id.idiag_src);
    socket.remote = address(told.idiag_family, told.id.idiag_dst);
    socket.localPort = ntohs(told.id.idiag_sport);
    socket.remotePort = ntohs(told.id.idiag_dport);
    socket.state = told.idiag_state;
    socket.connected = socket.remotePort != 0 || !socket.remote.isUnspecified();
    socket.interface = told.id.idiag_if;
    socket.uid = told.idiag_uid;
    socket.inode = told.idiag_inode;
    socket.cookie = std::uint64_t{told.id.idiag_cookie[1]} << 32 | told.id.idiag_cookie[0];
    mnl_attr_parse(message, sizeof(inet_diag_msg), takeAttribute, &socket);
    return socket;
}

DiagRequest::DiagRequest(int family, std::uint8_t protocol, unsigned flags, std::uint32_t states)
{
    nlmsghdr *header = mnl_nlmsg_put_header(m_buffer.data());
    header->nlmsg_type = SOCK_DIAG_BY_FAMILY;
    header->nlmsg_flags = static_cast<std::uint16_t>(flags);
    mnl_nlmsg_put_extra_header(header, sizeof(inet_diag_req_v2));  // zeroed
    query().sdiag_family = static_cast<std::uint8_t>(family);
    query().sdiag_protocol = protocol;
    query().idiag_states = states;
}

inet_diag_req_v2 &DiagRequest::query()
{
    return *static_cast<inet_diag_req_v2 *>(mnl_nlmsg_get_payload(message()));
}

void DiagRequest::setSequence(std::uint32_t sequence)
{
    message()->nlmsg_seq = sequence;
}

void DiagRequest::putFilter(std::span<const std::byte> bytecode)
{
    mnl_attr_put(message(), INET_DIAG_REQ_BYTECODE, bytecode.size(), bytecode.data());
}

nlmsghdr *DiagRequest::message()
{
    return reinterpret_cast<nlmsghdr *>(m_buffer.data());
}

std::span<const std::byte> DiagRequest::bytes()
{
    return {m_buffer.data(), message()->nlmsg_len};
}

}  // namespace parapet
