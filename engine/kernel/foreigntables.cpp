// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/foreigntables.h"

#include "engine/kernel/nftdump.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libnftnl/chain.h>
#include <libnftnl/expr.h>
#include <libnftnl/rule.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netlink.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>

namespace parapet {

namespace {

enum class Way { inbound, outbound };

struct Chain {
    std::optional<Way> way;      // of a base chain through which this computer's own packets pass
    bool closed = false;         // policy drop
    bool drops = false;          // one of its rules drops or rejects
    bool leadsAnywhere = false;  // by a verdict map, whose elements are not looked at
    std::set<std::string> next;
};

using Chains = std::map<std::string, Chain>;

struct TableKey {
    std::uint32_t family;
    std::string name;
    auto operator<=>(const TableKey &) const = default;
};

std::string_view familyName(std::uint32_t family)
{
    switch (family) {
    case NFPROTO_IPV4: return "ip";
    case NFPROTO_IPV6: return "ip6";
    case NFPROTO_INET: return "inet";
    case NFPROTO_NETDEV: return "netdev";
    default: return {};  // bridges and ARP are not ours to judge
    }
}

std::optional<Way> wayOf(std::uint32_t family, std::uint32_t hook)
{
    if (family == NFPROTO_NETDEV)
        return hook == NF_NETDEV_INGRESS ? Way::inbound : Way::outbound;
    switch (hook) {
    case NF_INET_PRE_ROUTING:
    case NF_INET_LOCAL_IN:
    case NF_INET_INGRESS: return Way::inbound;
    case NF_INET_LOCAL_OUT:
    case NF_INET_POST_ROUTING: return Way::outbound;
    default: return std::nullopt;
    }
}

void addChain(std::map<TableKey, Chains> &tables, const nlmsghdr *message)
{
    const std::unique_ptr<nftnl_chain, decltype(&nftnl_chain_free)> chain(nftnl_chain_alloc(), nftnl_chain_free);
    if (nftnl_chain_nlmsg_parse(message, chain.get()) < 0)
        return;
    const TableKey key{nftnl_chain_get_u32(chain.get(), NFTNL_CHAIN_FAMILY),
                       nftnl_chain_get_str(chain.get(), NFTNL_CHAIN_TABLE)};
    if (familyName(key.family).empty()
        || (key.family == NFPROTO_INET && (key.name == "parapet" || key.name == "parapet_boot")))
        return;
    Chain &known = tables[key][nftnl_chain_get_str(chain.get(), NFTNL_CHAIN_NAME)];
    if (!nftnl_chain_is_set(chain.get(), NFTNL_CHAIN_HOOKNUM))
        return;
    known.way = wayOf(key.family, nftnl_chain_get_u32(chain.get(), NFTNL_CHAIN_HOOKNUM));
    known.closed = nftnl_chain_is_set(chain.get(), NFTNL_CHAIN_POLICY)
        && nftnl_chain_get_u32(chain.get(), NFTNL_CHAIN_POLICY) == NF_DROP;
}

void addVerdict(Chain &chain, const nftnl_expr *expression)
{
    if (!nftnl_expr_is_set(expression, NFTNL_EXPR_IMM_VERDICT))
        return;
    if (int(nftnl_expr_get_u32(expression, NFTNL_EXPR_IMM_VERDICT)) == NF_DROP)
        chain.drops = true;
    if (nftnl_expr_is_set(expression, NFTNL_EXPR_IMM_CHAIN))
        chain.next.insert(nftnl_expr_get_str(expression, NFTNL_EXPR_IMM_CHAIN));
}

int addExpression(nftnl_expr *expression, void *data)
{
    Chain &chain = *static_cast<Chain *>(data);
    const std::string_view name = nftnl_expr_get_str(expression, NFTNL_EXPR_NAME);
    if (name == "immediate")
        addVerdict(chain, expression);
    else if (name == "reject")
        chain.drops = true;
    else if (name == "target")  // of xtables, as iptables-nft makes it
        chain.drops |= std::string_view(nftnl_expr_get_str(expression, NFTNL_EXPR_TG_NAME)) == "REJECT";
    else if (name == "lookup" && nftnl_expr_is_set(expression, NFTNL_EXPR_LOOKUP_DREG))
        chain.leadsAnywhere |= nftnl_expr_get_u32(expression, NFTNL_EXPR_LOOKUP_DREG) == NFT_REG_VERDICT;
    return 0;
}

void addRule(Chains &chains, const nlmsghdr *message)
{
    const std::unique_ptr<nftnl_rule, decltype(&nftnl_rule_free)> rule(nftnl_rule_alloc(), nftnl_rule_free);
    if (nftnl_rule_nlmsg_parse(message, rule.get()) >= 0)
        nftnl_expr_foreach(rule.get(), addExpression, &chains[nftnl_rule_get_str(rule.get(), NFTNL_RULE_CHAIN)]);
}

Outcome readRules(NetlinkSocket &socket, const TableKey &key, Chains &chains)
{
    const std::unique_ptr<nftnl_rule, decltype(&nftnl_rule_free)> only(nftnl_rule_alloc(), nftnl_rule_free);
    nftnl_rule_set_str(only.get(), NFTNL_RULE_TABLE, key.name.c_str());
    return dumpNft(
        socket, NFT_MSG_GETRULE, static_cast<std::uint16_t>(key.family),
        [&](nlmsghdr *message) { nftnl_rule_nlmsg_build_payload(message, only.get()); },
        [&](const nlmsghdr *message) { addRule(chains, message); });
}

bool reachesDrop(const Chains &chains, const std::string &from, std::set<std::string> &seen)
{
    const auto found = chains.find(from);
    if (found == chains.end() || !seen.insert(from).second)
        return false;
    const Chain &chain = found->second;
    if (chain.drops)
        return true;
    for (const std::string &next : chain.next) {
        if (reachesDrop(chains, next, seen))
            return true;
    }
    for (const auto &[name, other] : chains) {
        if (chain.leadsAnywhere && !other.way && reachesDrop(chains, name, seen))
            return true;
    }
    return false;
}

// As they name what they make; ufw's chains are in the tables of iptables.
std::string ownerOf(const TableKey &key, const Chains &chains)
{
    if (key.name == "firewalld")
        return "firewalld";
    for (const auto &[name, chain] : chains) {
        if (name.starts_with("ufw-") || name.starts_with("ufw6-"))
            return "ufw";
    }
    return {};
}

ForeignTable judge(const TableKey &key, const Chains &chains)
{
    ForeignTable table{std::string(familyName(key.family)), key.name};
    for (const auto &[name, chain] : chains) {
        std::set<std::string> seen;
        if (!chain.way || (!chain.closed && !reachesDrop(chains, name, seen)))
            continue;
        table.closed |= chain.closed;
        (*chain.way == Way::inbound ? table.inbound : table.outbound) = true;
    }
    table.owner = ownerOf(key, chains);
    return table;
}

bool filters(const Chains &chains)
{
    for (const auto &[name, chain] : chains) {
        if (chain.way)
            return true;
    }
    return false;
}

}  // namespace

Result<std::vector<ForeignTable>> listForeignTables()
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return socket.error();
    std::map<TableKey, Chains> tables;
    if (Outcome read = dumpNft(*socket, NFT_MSG_GETCHAIN, NFPROTO_UNSPEC, {},
                               [&](const nlmsghdr *message) { addChain(tables, message); });
        !read)
        return read.error();
    std::vector<ForeignTable> found;
    for (auto &[key, chains] : tables) {
        if (!filters(chains))
            continue;
        if (Outcome read = readRules(*socket, key, chains); !read)
            return read.error();
        if (ForeignTable table = judge(key, chains); table.inbound || table.outbound)
            found.push_back(std::move(table));
    }
    return found;
}

}  // namespace parapet
