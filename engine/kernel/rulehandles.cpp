// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/rulehandles.h"

#include "engine/kernel/nftdump.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libnftnl/rule.h>
#include <libnftnl/table.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netlink.h>

#include <memory>
#include <string_view>

namespace parapet {

namespace {

using Table = std::unique_ptr<nftnl_table, decltype(&nftnl_table_free)>;
using Rule = std::unique_ptr<nftnl_rule, decltype(&nftnl_rule_free)>;

Rule makeRule()
{
    return {nftnl_rule_alloc(), nftnl_rule_free};
}

// A table can be put to sleep with all its rules in it.
Result<bool> isAsleep(NetlinkSocket &socket)
{
    bool asleep = false;
    Outcome read = dumpNft(socket, NFT_MSG_GETTABLE, NFPROTO_INET, {}, [&](const nlmsghdr *message) {
        const Table table{nftnl_table_alloc(), nftnl_table_free};
        if (nftnl_table_nlmsg_parse(message, table.get()) >= 0
            && std::string_view(nftnl_table_get_str(table.get(), NFTNL_TABLE_NAME)) == "parapet")
            asleep = nftnl_table_get_u32(table.get(), NFTNL_TABLE_FLAGS) & NFT_TABLE_F_DORMANT;
    });
    return read ? Result<bool>(asleep) : read.error();
}

}  // namespace

Result<std::vector<std::uint64_t>> listRuleHandles()
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return socket.error();
    std::vector<std::uint64_t> handles;
    const Result<bool> asleep = isAsleep(*socket);
    if (!asleep)
        return asleep.error();
    if (*asleep)
        return handles;
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
