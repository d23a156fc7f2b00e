// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/rulehandles.h"

#include "engine/kernel/nftdump.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libnftnl/rule.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netlink.h>

#include <memory>

namespace parapet {

namespace {

using Rule = std::unique_ptr<nftnl_rule, decltype(&nftnl_rule_free)>;

Rule makeRule()
{
    return {nftnl_rule_alloc(), nftnl_rule_free};
}

}  // namespace

Result<std::vector<std::uint64_t>> listRuleHandles()
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return socket.error();
    std::vector<std::uint64_t> handles;
    const Rule ours = makeRule();
    nftnl_rule_set_str(ours.get(), NFTNL_RULE_TABLE, "parapet");
    Outcome read = dumpNft(
        *socket, NFT_MSG_GETRULE, NFPROTO_INET,
        [&](nlmsghdr *message) { nftnl_rule_nlmsg_build_payload(message, ours.get()); },
        [&](const nlmsghdr *message) {
            const Rule rule = makeRule();
            if (nftnl_rule_nlmsg_parse(message, rule.get()) >= 0)
                handles.push_back(nftnl_rule_get_u64(rule.get(), NFTNL_RULE_HANDLE));
        });
    if (!read)
        return read.error();
    return handles;
}

}  // namespace parapet
