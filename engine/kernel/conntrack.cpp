// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/conntrack.h"

#include "engine/kernel/marks.h"

#include <libmnl/libmnl.h>
#include <libnetfilter_conntrack/libnetfilter_conntrack.h>
#include <libnetfilter_conntrack/libnetfilter_conntrack_tcp.h>
#include <linux/netfilter/nfnetlink_conntrack.h>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <unistd.h>

namespace parapet {

namespace {

constexpr int datagramsAtOnce = 8192;     // more than come between two readings, or the buffer fills up
constexpr int drainAtMost = 32;           // times that; new ones may come as fast as they are read
constexpr std::size_t markMessage = 256;  // bytes of one mark update at most
constexpr std::size_t markBatch = 32 * 1024;

using Entry = std::unique_ptr<nf_conntrack, decltype(&nfct_destroy)>;

IpAddress address(const nf_conntrack *entry, nf_conntrack_attr v4, nf_conntrack_attr v6)
{
    if (nfct_get_attr_u8(entry, ATTR_L3PROTO) == AF_INET)
        return IpAddress::v4(ntohl(nfct_get_attr_u32(entry, v4)));
    const auto *bytes = static_cast<const std::byte *>(nfct_get_attr(entry, v6));
    return bytes ? IpAddress::v6(std::span<const std::byte, 16>(bytes, 16)) : IpAddress();
}

TcpState tcpState(const nf_conntrack *entry)
{
    if (!nfct_attr_is_set(entry, ATTR_TCP_STATE))
        return TcpState::none;
    switch (nfct_get_attr_u8(entry, ATTR_TCP_STATE)) {
    case TCP_CONNTRACK_SYN_SENT:
    case TCP_CONNTRACK_SYN_SENT2: return TcpState::synSent;
    case TCP_CONNTRACK_SYN_RECV: return TcpState::synReceived;
    case TCP_CONNTRACK_ESTABLISHED: return TcpState::established;
    case TCP_CONNTRACK_FIN_WAIT:
    case TCP_CONNTRACK_CLOSE_WAIT: return TcpState::halfClosed;
    case TCP_CONNTRACK_LAST_ACK:
    case TCP_CONNTRACK_TIME_WAIT: return TcpState::closing;
    case TCP_CONNTRACK_CLOSE: return TcpState::closed;
    default: return TcpState::none;
    }
}

TrackedFlow trackedFlow(const nf_conntrack *entry)
{
    TrackedFlow flow;
    const std::uint8_t protocol = nfct_get_attr_u8(entry, ATTR_L4PROTO);
    const bool icmp = protocol == ipproto::icmp || protocol == ipproto::icmpv6;
    const auto port = [&](nf_conntrack_attr which) -> std::uint16_t {
        const nf_conntrack_attr attribute = icmp ? ATTR_ICMP_ID : which;
        return nfct_attr_is_set(entry, attribute) ? ntohs(nfct_get_attr_u16(entry, attribute)) : 0;
    };
    const IpAddress opener = address(entry, ATTR_ORIG_IPV4_SRC, ATTR_ORIG_IPV6_SRC);
    const IpAddress answerer = address(entry, ATTR_REPL_IPV4_SRC, ATTR_REPL_IPV6_SRC);
    const std::uint16_t openerPort = port(ATTR_ORIG_PORT_SRC), answererPort = port(ATTR_REPL_PORT_SRC);
    flow.asOutbound = {opener, answerer, openerPort, answererPort, protocol};
    flow.asInbound = {answerer, opener, answererPort, openerPort, protocol};
    flow.tcp = tcpState(entry);
    flow.mark = nfct_get_attr_u32(entry, ATTR_MARK);
    return flow;
}

// Tells one conntrack message, if it is one.
void tell(const nlmsghdr *message, bool isListed, const std::function<void(const TrackedFlow &)> &each)
{
    if (NFNL_SUBSYS_ID(message->nlmsg_type) != NFNL_SUBSYS_CTNETLINK)
        return;
    Entry entry(nfct_new(), nfct_destroy);
    if (!entry || nfct_nlmsg_parse(message, entry.get()) < 0)
        return;
    TrackedFlow flow = trackedFlow(entry.get());
    const bool isEnd = NFNL_MSG_TYPE(message->nlmsg_type) == IPCTNL_MSG_CT_DELETE;
    const bool isBegin = (message->nlmsg_flags & (NLM_F_CREATE | NLM_F_EXCL)) != 0;
    using enum TrackedFlow::Event;
    flow.event = isListed ? listed : isEnd ? ended : isBegin ? begun : changed;
    each(flow);
}

void putAddress(nlmsghdr *message, const IpAddress &value, std::uint16_t v4, std::uint16_t v6)
{
    if (value.isV4())
        mnl_attr_put_u32(message, v4, htonl(value.asV4()));
    else
        mnl_attr_put(message, v6, 16, value.bytes().data());
}

// The tuple that names the flow for sure, whatever address translation does: the direction whose source is local.
void putTuple(nlmsghdr *message, const FlowKey &key, Direction origin)
{
    nlattr *tuple = mnl_attr_nest_start(message, origin == Direction::inbound ? CTA_TUPLE_REPLY : CTA_TUPLE_ORIG);
    nlattr *addresses = mnl_attr_nest_start(message, CTA_TUPLE_IP);
    putAddress(message, key.local, CTA_IP_V4_SRC, CTA_IP_V6_SRC);
    putAddress(message, key.remote, CTA_IP_V4_DST, CTA_IP_V6_DST);
    mnl_attr_nest_end(message, addresses);
    nlattr *transport = mnl_attr_nest_start(message, CTA_TUPLE_PROTO);
    mnl_attr_put_u8(message, CTA_PROTO_NUM, key.protocol);
    mnl_attr_put_u16(message, CTA_PROTO_SRC_PORT, htons(key.localPort));
    mnl_attr_put_u16(message, CTA_PROTO_DST_PORT, htons(key.remotePort));
    mnl_attr_nest_end(message, transport);
    mnl_attr_nest_end(message, tuple);
}

using MessageBuffer = std::array<char, markMessage>;

nlmsghdr *putHeader(MessageBuffer &buffer, std::uint16_t type, std::uint16_t flags, std::uint8_t family)
{
    nlmsghdr *message = mnl_nlmsg_put_header(buffer.data());
    message->nlmsg_type = static_cast<std::uint16_t>((NFNL_SUBSYS_CTNETLINK << 8) | type);
    message->nlmsg_flags = NLM_F_REQUEST | flags;
    auto *generic = static_cast<nfgenmsg *>(mnl_nlmsg_put_extra_header(message, sizeof(nfgenmsg)));
    generic->nfgen_family = family;
    generic->version = NFNETLINK_V0;
    return message;
}

void putMark(nlmsghdr *message, std::uint32_t value, std::uint32_t mask)
{
    mnl_attr_put_u32(message, CTA_MARK, htonl(value));
    mnl_attr_put_u32(message, CTA_MARK_MASK, htonl(mask));
}

void append(std::vector<std::byte> &messages, const nlmsghdr *message)
{
    const auto *bytes = reinterpret_cast<const std::byte *>(message);
    messages.insert(messages.end(), bytes, bytes + MNL_ALIGN(message->nlmsg_len));
}

std::uint8_t familyOf(const FlowKey &key)
{
    return key.local.isV4() ? AF_INET : AF_INET6;
}

// Refusals (flows that are gone) wait in the socket; they are read away.
Outcome sendMarks(NetlinkSocket &socket, std::vector<std::byte> &messages)
{
    if (messages.empty())
        return Done{};
    Outcome sent = socket.send(messages);
    messages.clear();
    std::array<std::byte, 8192> refusals;
    while (recv(socket.fd(), refusals.data(), refusals.size(), MSG_DONTWAIT) > 0) { }
    return sent;
}

}  // namespace

Conntrack::Conntrack(NetlinkSocket events, NetlinkSocket commands, NetlinkSocket questions)
    : m_events(std::move(events)), m_commands(std::move(commands)), m_questions(std::move(questions)),
      m_receive(64 * 1024)
{
    m_marks.reserve(markBatch);
}

Conntrack::~Conntrack() = default;

Result<std::unique_ptr<Conntrack>> Conntrack::open(int receiveBuffer)
{
    constexpr unsigned groups = NF_NETLINK_CONNTRACK_NEW | NF_NETLINK_CONNTRACK_UPDATE | NF_NETLINK_CONNTRACK_DESTROY;
    Result<NetlinkSocket> events = NetlinkSocket::open(NETLINK_NETFILTER, groups);
    if (!events)
        return events.error();
    Result<NetlinkSocket> commands = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!commands)
        return commands.error();
    Result<NetlinkSocket> questions = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!questions)
        return questions.error();
    // No NETLINK_BROADCAST_ERROR: with it the kernel keeps a flow whose end it could not tell us, and drops a SYN that uses the
    // same ports again. What is lost we hear of in any case (ENOBUFS).
    events->setReceiveBuffer(receiveBuffer);
    events->setNonBlocking();
    return std::unique_ptr<Conntrack>(new Conntrack(std::move(*events), std::move(*commands), std::move(*questions)));
}

bool Conntrack::readEvents(const std::function<void(const TrackedFlow &)> &each)
{
    const auto hear = [&](const nlmsghdr *message) { tell(message, false, each); };
    if (m_events.readWaiting(m_receive, datagramsAtOnce, hear))
        return true;
    pollfd waits{fd(), POLLIN, 0};
    for (int rest = drainAtMost; rest > 0 && poll(&waits, 1, 0) > 0; --rest)
        (void)m_events.readWaiting(m_receive, datagramsAtOnce, hear);
    return false;
}

Outcome Conntrack::list(const std::function<void(const TrackedFlow &)> &each)
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return socket.error();
    MessageBuffer buffer{};
    return socket->request(putHeader(buffer, IPCTNL_MSG_CT_GET, NLM_F_DUMP, AF_UNSPEC),
                           [&](const nlmsghdr *part) { tell(part, true, each); });
}

void Conntrack::setMark(const FlowKey &key, Direction origin, std::uint32_t ours)
{
    if (key.protocol == ipproto::icmp || key.protocol == ipproto::icmpv6)
        return;
    if (m_marks.size() + markMessage > markBatch)
        (void)flush();
    MessageBuffer buffer{};
    nlmsghdr *message = putHeader(buffer, IPCTNL_MSG_CT_NEW, 0, familyOf(key));
    putTuple(message, key, origin);
    putMark(message, ours, marks::flowMask);
    append(m_marks, message);
}

Outcome Conntrack::flush()
{
    return sendMarks(m_commands, m_marks);
}

bool Conntrack::tracks(const FlowKey &key, Direction origin)
{
    MessageBuffer buffer{};
    nlmsghdr *message = putHeader(buffer, IPCTNL_MSG_CT_GET, NLM_F_ACK, familyOf(key));
    putTuple(message, key, origin);
    int refusal = 0;
    return m_questions.request(message, {}, &refusal) || refusal != ENOENT;
}

// The kernel picks them out itself; others are not even told.
Outcome retireGeneration(std::uint32_t generation)
{
    Result<NetlinkSocket> list = NetlinkSocket::open(NETLINK_NETFILTER);
    Result<NetlinkSocket> commands = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!list || !commands)
        return (list ? commands : list).error();
    std::vector<std::byte> updates;
    MessageBuffer buffer{};
    nlmsghdr *ask = putHeader(buffer, IPCTNL_MSG_CT_GET, NLM_F_DUMP, AF_UNSPEC);
    putMark(ask, marks::letIn(generation), marks::judgedMask);
    Outcome listed = list->request(ask, [&](const nlmsghdr *part) {
        tell(part, true, [&](const TrackedFlow &flow) {
            if (updates.size() + markMessage > markBatch)
                (void)sendMarks(*commands, updates);
            MessageBuffer update{};
            nlmsghdr *message = putHeader(update, IPCTNL_MSG_CT_NEW, 0, familyOf(flow.asInbound));
            putTuple(message, flow.asInbound, Direction::inbound);
            putMark(message, marks::generationMask, marks::generationMask);
            append(updates, message);
        });
    });
    const Outcome sent = sendMarks(*commands, updates);
    return listed ? sent : listed;
}

Outcome enableConntrackEvents()
{
    constexpr char setting[] = "/proc/sys/net/netfilter/nf_conntrack_events";
    // Under the unit it is made so by sysctl.d, and this process may not write it.
    if (std::ifstream now(setting); now.get() == '1')
        return Done{};
    const int file = ::open(setting, O_WRONLY | O_CLOEXEC);
    const bool written = file >= 0 && ::write(file, "1", 1) == 1;
    const int code = errno;
    if (file >= 0)
        ::close(file);
    if (!written)
        return systemError("The kernel's connection events could not be switched on for all flows", code);
    return Done{};
}

}  // namespace parapet
