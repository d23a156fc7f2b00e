// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/rulesetchanges.h"

#include <arpa/inet.h>  // before the kernel headers, which then leave its names alone

#include <libmnl/libmnl.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

#include <array>
#include <cstddef>
#include <limits>
#include <unistd.h>

namespace parapet {

namespace {

// What ends each transaction: the kernel tells in it who made it.
struct Generation {
    std::uint32_t process = 0;
    std::string name;
};

int collect(const nlattr *attribute, void *data)
{
    auto &generation = *static_cast<Generation *>(data);
    if (mnl_attr_get_type(attribute) == NFTA_GEN_PROC_PID && mnl_attr_validate(attribute, MNL_TYPE_U32) >= 0)
        generation.process = ntohl(mnl_attr_get_u32(attribute));
    else if (mnl_attr_get_type(attribute) == NFTA_GEN_PROC_NAME
             && mnl_attr_validate(attribute, MNL_TYPE_NUL_STRING) >= 0)
        generation.name = mnl_attr_get_str(attribute);
    return MNL_CB_OK;
}

}  // namespace

Result<RulesetChanges> RulesetChanges::open()
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER, 1U << (NFNLGRP_NFTABLES - 1));
    if (!socket)
        return socket.error();
    socket->setNonBlocking();
    return RulesetChanges(std::move(*socket));
}

std::optional<std::string> RulesetChanges::take()
{
    std::array<std::byte, 16384> buffer;
    std::optional<std::string> other;
    const bool all = m_socket.readWaiting(buffer, std::numeric_limits<int>::max(), [&](const nlmsghdr *message) {
        if (message->nlmsg_type != ((NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_NEWGEN))
            return;
        Generation generation;
        mnl_attr_parse(message, sizeof(nfgenmsg), collect, &generation);
        if (generation.process != static_cast<std::uint32_t>(getpid()))
            other = generation.name;
    });
    if (!all && !other)
        other.emplace();
    return other;
}

}  // namespace parapet
