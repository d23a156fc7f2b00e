// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/nfqueue.h"

#include "engine/kernel/marks.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libmnl/libmnl.h>
#include <libnetfilter_queue/libnetfilter_queue.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink_queue.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <unistd.h>
#include <utility>

namespace parapet {

namespace {

// Headers with eight IPv6 extension headers of usual size fit; the rest of the packet is of no interest.
constexpr int copyRange = 512;
constexpr int queueLength = 16'384;
constexpr int receiveBuffer = 16 << 20;
constexpr int batch = 64;
constexpr std::size_t verdictSpace = 64;  // bytes of one verdict message with a mark

}  // namespace

NfQueue::NfQueue(NetlinkSocket socket, std::uint16_t number)
    : m_socket(std::move(socket)), m_number(number), m_receive(128 * 1024), m_verdicts(batch * verdictSpace)
{
}

Result<std::unique_ptr<NfQueue>> NfQueue::open(std::uint16_t number)
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return socket.error();
    std::unique_ptr<NfQueue> queue(new NfQueue(std::move(*socket), number));
    if (Outcome configured = queue->configure(); !configured)
        return configured.error();
    return queue;
}

Outcome NfQueue::command(std::uint8_t code)
{
    std::array<char, 256> buffer;
    nlmsghdr *message = nfq_nlmsg_put(buffer.data(), NFQNL_MSG_CONFIG, m_number);
    nfq_nlmsg_cfg_put_cmd(message, AF_UNSPEC, code);
    message->nlmsg_flags |= NLM_F_ACK;
    int refusal = 0;
    Outcome bound = m_socket.request(message, {}, &refusal);
    if (bound || (refusal != EBUSY && refusal != EPERM))
        return bound;
    // The kernel says "not permitted" also of a queue that somebody else reads.
    if (geteuid() != 0)
        return Error{ErrorKind::denied, "Reading packets needs root (CAP_NET_ADMIN)."};
    return Error{ErrorKind::busy,
                 "Another program already reads packet queue " + std::to_string(m_number)
                     + " in this network namespace, probably a second parapetd. Only one can guard a machine."};
}

Outcome NfQueue::configure()
{
    if (Outcome bound = command(NFQNL_CFG_CMD_BIND); !bound)
        return bound;
    std::array<char, 512> buffer;
    nlmsghdr *message = nfq_nlmsg_put(buffer.data(), NFQNL_MSG_CONFIG, m_number);
    nfq_nlmsg_cfg_put_params(message, NFQNL_COPY_PACKET, copyRange);
    nfq_nlmsg_cfg_put_qmaxlen(message, queueLength);
    // GSO: a segmented packet is judged once, not as 40 copies.
    mnl_attr_put_u32(message, NFQA_CFG_FLAGS, htonl(NFQA_CFG_F_GSO));
    mnl_attr_put_u32(message, NFQA_CFG_MASK, htonl(NFQA_CFG_F_GSO));
    message->nlmsg_flags |= NLM_F_ACK;
    if (Outcome set = m_socket.request(message); !set)
        return set;
    m_socket.setReceiveBuffer(receiveBuffer);
    // A full socket drops the packet (fail closed) and needs no error that wakes us.
    m_socket.setOption(NETLINK_NO_ENOBUFS, 1);
    m_socket.setNonBlocking();
    return Done{};
}

Result<bool> NfQueue::judgeWaiting(const Judge &judge)
{
    int received = 0;
    for (; received < batch; ++received) {
        const std::ptrdiff_t length = m_socket.receive(m_receive);
        if (length < 0)
            return systemError("The packet queue cannot be read", static_cast<int>(-length));
        if (length == 0)
            break;
        const auto *message = reinterpret_cast<const nlmsghdr *>(m_receive.data());
        int left = static_cast<int>(length);
        for (; mnl_nlmsg_ok(message, left); message = mnl_nlmsg_next(message, &left)) {
            if (m_used + verdictSpace <= m_verdicts.size())
                judgeOne(message, judge);
        }
        // Most packets come alone: this one does not wait until it is known that there is no other.
        if (received == 0)
            (void)sendVerdicts();
    }
    if (Outcome sent = sendVerdicts(); !sent)
        return sent.error();
    return received == batch;
}

// All verdicts of a batch in one call: 1.5 times the rate under flood.
Outcome NfQueue::sendVerdicts()
{
    const std::size_t used = std::exchange(m_used, 0);
    return used > 0 ? m_socket.send({m_verdicts.data(), used}) : Done{};
}

Outcome NfQueue::settle(std::uint32_t id, std::uint32_t mark, const Decision &decision)
{
    putVerdict(id, decision, mark);
    return sendVerdicts();
}

void NfQueue::judgeOne(const nlmsghdr *message, const Judge &judge)
{
    std::array<nlattr *, NFQA_MAX + 1> attributes{};
    if (message->nlmsg_type != ((NFNL_SUBSYS_QUEUE << 8) | NFQNL_MSG_PACKET)
        || nfq_nlmsg_parse(message, attributes.data()) < 0 || !attributes[NFQA_PACKET_HDR])
        return;
    const auto *header = static_cast<const nfqnl_msg_packet_hdr *>(mnl_attr_get_payload(attributes[NFQA_PACKET_HDR]));
    const auto number = [&](int which) { return attributes[which] ? ntohl(mnl_attr_get_u32(attributes[which])) : 0; };

    QueuedPacket packet;
    if (const nlattr *payload = attributes[NFQA_PAYLOAD]) {
        packet.captured = {static_cast<const std::byte *>(mnl_attr_get_payload(payload)),
                           mnl_attr_get_payload_len(payload)};
        packet.length = std::max<std::size_t>(packet.captured.size(), number(NFQA_CAP_LEN));
    }
    packet.interface = number(NFQA_IFINDEX_INDEV);
    packet.id = ntohl(header->packet_id);
    packet.mark = number(NFQA_MARK);
    const Decision decision = judge(packet);
    if (decision.verdict != Verdict::later)
        putVerdict(packet.id, decision, packet.mark);
}

void NfQueue::putVerdict(std::uint32_t id, const Decision &decision, std::uint32_t packetMark)
{
    char *place = reinterpret_cast<char *>(m_verdicts.data() + m_used);
    nlmsghdr *message = nfq_nlmsg_put(place, NFQNL_MSG_VERDICT, m_number);
    const bool accept = decision.verdict == Verdict::accept;
    // Once more through the input chain, which lets a marked packet in: an accepted one would go on with the next base chain, and
    // one that is there for this alone costs every packet 2 % (0020).
    nfq_nlmsg_verdict_put(message, static_cast<int>(id), accept ? NF_REPEAT : NF_DROP);
    if (accept) {
        const std::uint32_t ours = marks::passed | (decision.learn ? marks::learn : 0);
        nfq_nlmsg_verdict_put_mark(message, (packetMark & ~marks::packetMask) | ours);
    }
    m_used += MNL_ALIGN(message->nlmsg_len);
}

}  // namespace parapet
