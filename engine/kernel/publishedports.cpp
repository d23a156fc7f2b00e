// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/publishedports.h"

#include "engine/kernel/nftdump.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libnftnl/chain.h>
#include <libnftnl/expr.h>
#include <libnftnl/rule.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_nat.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netlink.h>

#include <cstring>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace parapet {

namespace {

constexpr std::uint32_t portOffset = 2;  // of the destination, in a TCP and in a UDP header

// A rule is read from left to right; what was loaded last is what is compared next.
struct Rule {
    enum class Loaded { other, protocol, port } loaded = Loaded::other;
    std::optional<std::uint8_t> protocol;
    std::optional<std::uint16_t> port;
    bool redirects = false;
};

void load(Rule &rule, const nftnl_expr *payload)
{
    const bool isPort = nftnl_expr_get_u32(payload, NFTNL_EXPR_PAYLOAD_BASE) == NFT_PAYLOAD_TRANSPORT_HEADER
        && nftnl_expr_get_u32(payload, NFTNL_EXPR_PAYLOAD_OFFSET) == portOffset
        && nftnl_expr_get_u32(payload, NFTNL_EXPR_PAYLOAD_LEN) == sizeof(std::uint16_t);
    rule.loaded = isPort ? Rule::Loaded::port : Rule::Loaded::other;
}

void compare(Rule &rule, const nftnl_expr *comparison)
{
    std::uint32_t size = 0;
    const void *data = nftnl_expr_get(comparison, NFTNL_EXPR_CMP_DATA, &size);
    if (nftnl_expr_get_u32(comparison, NFTNL_EXPR_CMP_OP) != NFT_CMP_EQ)
        return;
    if (rule.loaded == Rule::Loaded::protocol && size >= sizeof(std::uint8_t)) {
        rule.protocol = *static_cast<const std::uint8_t *>(data);
    } else if (rule.loaded == Rule::Loaded::port && size >= sizeof(std::uint16_t)) {
        std::uint16_t port = 0;
        std::memcpy(&port, data, sizeof port);
        rule.port = ntohs(port);
    }
}

int read(nftnl_expr *expression, void *data)
{
    Rule &rule = *static_cast<Rule *>(data);
    const std::string_view name = nftnl_expr_get_str(expression, NFTNL_EXPR_NAME);
    if (name == "meta") {
        const bool isProtocol = nftnl_expr_get_u32(expression, NFTNL_EXPR_META_KEY) == NFT_META_L4PROTO;
        rule.loaded = isProtocol ? Rule::Loaded::protocol : Rule::Loaded::other;
    } else if (name == "payload") {
        load(rule, expression);
    } else if (name == "cmp") {
        compare(rule, expression);
    } else if (name == "nat") {
        rule.redirects |= nftnl_expr_get_u32(expression, NFTNL_EXPR_NAT_TYPE) == NFT_NAT_DNAT;
    } else if (name == "target") {  // of xtables, as iptables-nft makes it
        rule.redirects |= std::string_view(nftnl_expr_get_str(expression, NFTNL_EXPR_TG_NAME)) == "DNAT";
    }
    return 0;
}

void add(std::set<PortKey> &ports, const nlmsghdr *message)
{
    const std::unique_ptr<nftnl_rule, decltype(&nftnl_rule_free)> parsed(nftnl_rule_alloc(), nftnl_rule_free);
    if (nftnl_rule_nlmsg_parse(message, parsed.get()) < 0)
        return;
    Rule rule;
    nftnl_expr_foreach(parsed.get(), read, &rule);
    if (!rule.redirects || !rule.port || !rule.protocol)
        return;
    if (*rule.protocol == IPPROTO_TCP || *rule.protocol == IPPROTO_UDP)
        ports.insert({*rule.protocol == IPPROTO_TCP ? PortProtocol::tcp : PortProtocol::udp, *rule.port});
}

using Table = std::pair<std::uint32_t, std::string>;  // family, name

// Those with a chain in which destinations are rewritten before routing.
Result<std::set<Table>> tablesThatRedirect(NetlinkSocket &socket)
{
    std::set<Table> tables;
    Outcome read = dumpNft(socket, NFT_MSG_GETCHAIN, NFPROTO_UNSPEC, {}, [&](const nlmsghdr *message) {
        const std::unique_ptr<nftnl_chain, decltype(&nftnl_chain_free)> chain(nftnl_chain_alloc(), nftnl_chain_free);
        if (nftnl_chain_nlmsg_parse(message, chain.get()) < 0 || !nftnl_chain_is_set(chain.get(), NFTNL_CHAIN_TYPE))
            return;
        const std::string_view type = nftnl_chain_get_str(chain.get(), NFTNL_CHAIN_TYPE);
        if (type == "nat" && nftnl_chain_get_u32(chain.get(), NFTNL_CHAIN_HOOKNUM) == NF_INET_PRE_ROUTING)
            tables.emplace(nftnl_chain_get_u32(chain.get(), NFTNL_CHAIN_FAMILY),
                           nftnl_chain_get_str(chain.get(), NFTNL_CHAIN_TABLE));
    });
    if (!read)
        return read.error();
    return tables;
}

}  // namespace

Result<std::vector<PortKey>> listPublishedPorts()
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return socket.error();
    const Result<std::set<Table>> tables = tablesThatRedirect(*socket);
    if (!tables)
        return tables.error();
    std::set<PortKey> ports;
    for (const auto &[family, name] : *tables) {
        const std::unique_ptr<nftnl_rule, decltype(&nftnl_rule_free)> only(nftnl_rule_alloc(), nftnl_rule_free);
        nftnl_rule_set_str(only.get(), NFTNL_RULE_TABLE, name.c_str());
        Outcome read = dumpNft(
            *socket, NFT_MSG_GETRULE, static_cast<std::uint16_t>(family),
            [&](nlmsghdr *message) { nftnl_rule_nlmsg_build_payload(message, only.get()); },
            [&](const nlmsghdr *message) { add(ports, message); });
        if (!read)
            return read.error();
    }
    return std::vector<PortKey>(ports.begin(), ports.end());
}

}  // namespace parapet
