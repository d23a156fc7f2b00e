// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/work.h"
#include "engine/kernel/netlink.h"
#include "engine/kernel/nftables.h"
#include "engine/kernel/ruleset.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libmnl/libmnl.h>
#include <libnetfilter_queue/libnetfilter_queue.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <linux/netfilter/nfnetlink_queue.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace parapet::speed {

namespace {

// As engine/kernel/nfqueue.cpp has them.
constexpr int copyRange = 512, queueLength = 16'384, receiveBuffer = 16 << 20, batch = 64;

// The chain has the name that Nftables gives the queue rule.
constexpr char rules[] = R"(
add table inet parapet
add chain inet parapet to_engine
add chain inet parapet input { type filter hook input priority 0; policy drop; }
flush chain inet parapet input
add rule inet parapet input ct state established,related accept
add rule inet parapet input iifname "lo" accept
add rule inet parapet input icmpv6 type { 133, 134, 135, 136 } accept
add rule inet parapet input jump to_engine
)";

template <class T> T orEnd(Result<T> result)
{
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().text.c_str());
    std::exit(1);
}

void command(NetlinkSocket &queue, std::uint8_t code)
{
    std::array<char, 256> buffer;
    nlmsghdr *message = nfq_nlmsg_put(buffer.data(), NFQNL_MSG_CONFIG, queueNumber);
    nfq_nlmsg_cfg_put_cmd(message, AF_UNSPEC, code);
    message->nlmsg_flags |= NLM_F_ACK;
    orEnd(queue.request(message));
}

NetlinkSocket openQueue()
{
    NetlinkSocket queue = orEnd(NetlinkSocket::open(NETLINK_NETFILTER));
    command(queue, NFQNL_CFG_CMD_BIND);
    std::array<char, 512> buffer;
    nlmsghdr *message = nfq_nlmsg_put(buffer.data(), NFQNL_MSG_CONFIG, queueNumber);
    nfq_nlmsg_cfg_put_params(message, NFQNL_COPY_PACKET, copyRange);
    nfq_nlmsg_cfg_put_qmaxlen(message, queueLength);
    mnl_attr_put_u32(message, NFQA_CFG_FLAGS, htonl(NFQA_CFG_F_GSO));
    mnl_attr_put_u32(message, NFQA_CFG_MASK, htonl(NFQA_CFG_F_GSO));
    message->nlmsg_flags |= NLM_F_ACK;
    orEnd(queue.request(message));
    queue.setReceiveBuffer(receiveBuffer);
    queue.setOption(NETLINK_NO_ENOBUFS, 1);
    return queue;
}

// The verdict "accept" for one packet; how many bytes it takes.
std::size_t putAccept(const nlmsghdr *packet, std::byte *place)
{
    std::array<nlattr *, NFQA_MAX + 1> attributes{};
    if (nfq_nlmsg_parse(packet, attributes.data()) < 0 || !attributes[NFQA_PACKET_HDR])
        return 0;
    const auto *header = static_cast<const nfqnl_msg_packet_hdr *>(mnl_attr_get_payload(attributes[NFQA_PACKET_HDR]));
    nlmsghdr *message = nfq_nlmsg_put(reinterpret_cast<char *>(place), NFQNL_MSG_VERDICT, queueNumber);
    nfq_nlmsg_verdict_put(message, static_cast<int>(ntohl(header->packet_id)), NF_ACCEPT);
    return MNL_ALIGN(message->nlmsg_len);
}

}  // namespace

void bareQueue(const Options &)
{
    Nftables nftables;
    orEnd(nftables.apply(rules));
    orEnd(nftables.makeQueueRule(queueNumber));
    NetlinkSocket queue = openQueue();
    std::puts("ready");
    std::fflush(stdout);

    std::vector<std::byte> packets(128 * 1024), verdicts(batch * 64);
    for (;;) {
        // Waits for the first; what else is there already goes with it.
        std::size_t used = 0;
        std::ptrdiff_t length = queue.receive(packets);
        for (int received = 1; length > 0; ++received) {
            used += putAccept(reinterpret_cast<const nlmsghdr *>(packets.data()), verdicts.data() + used);
            if (received == batch)
                break;
            length = recv(queue.fd(), packets.data(), packets.size(), MSG_DONTWAIT);
        }
        if (used > 0)
            orEnd(queue.send({verdicts.data(), used}));
    }
}

void forgetFlows(const Options &)
{
    NetlinkSocket socket = orEnd(NetlinkSocket::open(NETLINK_NETFILTER));
    std::array<char, 256> buffer{};
    nlmsghdr *message = mnl_nlmsg_put_header(buffer.data());
    message->nlmsg_type = (NFNL_SUBSYS_CTNETLINK << 8) | IPCTNL_MSG_CT_DELETE;
    message->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    auto *generic = static_cast<nfgenmsg *>(mnl_nlmsg_put_extra_header(message, sizeof(nfgenmsg)));
    generic->nfgen_family = AF_UNSPEC;
    generic->version = NFNETLINK_V0;
    orEnd(socket.request(message));
}

}  // namespace parapet::speed
