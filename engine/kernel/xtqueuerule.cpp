// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/xtqueuerule.h"

#include "engine/kernel/netlink.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libmnl/libmnl.h>
#include <libnftnl/common.h>
#include <libnftnl/expr.h>
#include <libnftnl/rule.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/xt_NFQUEUE.h>

#include <cstdlib>
#include <memory>
#include <vector>

namespace parapet {

namespace {

using Rule = std::unique_ptr<nftnl_rule, decltype(&nftnl_rule_free)>;

Rule ruleInChain()
{
    Rule rule(nftnl_rule_alloc(), nftnl_rule_free);
    nftnl_rule_set_u32(rule.get(), NFTNL_RULE_FAMILY, NFPROTO_INET);
    nftnl_rule_set_str(rule.get(), NFTNL_RULE_TABLE, "parapet");
    nftnl_rule_set_str(rule.get(), NFTNL_RULE_CHAIN, "to_engine");
    return rule;
}

Rule queueRule(std::uint16_t queue)
{
    Rule rule = ruleInChain();
    nftnl_expr *target = nftnl_expr_alloc("target");
    // The expression frees this block; xt wants its size aligned to 8 bytes.
    constexpr std::size_t size = 8;
    static_assert(sizeof(xt_NFQ_info_v3) <= size);
    auto *info = static_cast<xt_NFQ_info_v3 *>(std::calloc(1, size));
    info->queuenum = queue;
    info->queues_total = 1;
    nftnl_expr_set_str(target, NFTNL_EXPR_TG_NAME, "NFQUEUE");
    nftnl_expr_set_u32(target, NFTNL_EXPR_TG_REV, 3);
    nftnl_expr_set(target, NFTNL_EXPR_TG_INFO, info, size);
    nftnl_rule_add_expr(rule.get(), target);
    return rule;
}

}  // namespace

Outcome makeXtQueueRule(std::uint16_t queue)
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return socket.error();

    std::vector<char> buffer(64 * 1024);
    mnl_nlmsg_batch *batch = mnl_nlmsg_batch_start(buffer.data(), buffer.size() / 2);
    const auto next = [&] { mnl_nlmsg_batch_next(batch); };
    const auto here = [&] { return static_cast<char *>(mnl_nlmsg_batch_current(batch)); };

    nftnl_batch_begin(here(), 0);
    next();
    nftnl_nlmsg_build_hdr(here(), NFT_MSG_DELRULE, NFPROTO_INET, 0, 1);
    nftnl_rule_nlmsg_build_payload(reinterpret_cast<nlmsghdr *>(here()), ruleInChain().get());
    next();
    nftnl_nlmsg_build_hdr(here(), NFT_MSG_NEWRULE, NFPROTO_INET, NLM_F_CREATE | NLM_F_APPEND | NLM_F_ACK, 2);
    nftnl_rule_nlmsg_build_payload(reinterpret_cast<nlmsghdr *>(here()), queueRule(queue).get());
    next();
    nftnl_batch_end(here(), 3);
    next();

    const std::span messages(static_cast<const std::byte *>(mnl_nlmsg_batch_head(batch)), mnl_nlmsg_batch_size(batch));
    Outcome sent = socket->send(messages);
    mnl_nlmsg_batch_stop(batch);
    if (!sent)
        return sent;

    // One answer is sure to come: the acknowledgement of the new rule, or the refusal of any part.
    std::vector<std::byte> answer(64 * 1024);
    const std::ptrdiff_t length = socket->receive(answer);
    if (length < 0)
        return systemError("The kernel did not answer about the queue rule", static_cast<int>(-length));
    if (mnl_cb_run(answer.data(), static_cast<std::size_t>(length), 0, 0, nullptr, nullptr) < 0)
        return systemError("The kernel has neither the nft queue statement nor the NFQUEUE target", errno);
    return Done{};
}

}  // namespace parapet
