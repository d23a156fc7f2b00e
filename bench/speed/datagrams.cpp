// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/datagrams.h"

namespace parapet::speed {

Datagrams::Datagrams(std::size_t count) : m_content(count), m_addresses(count), m_places(count), m_messages(count)
{
    for (std::size_t at = 0; at < count; ++at) {
        m_places[at] = {m_content[at].data(), m_content[at].size()};
        m_messages[at].msg_hdr.msg_iov = &m_places[at];
        m_messages[at].msg_hdr.msg_iovlen = 1;
    }
}

int Datagrams::receive(const Descriptor &socket, int flags)
{
    for (std::size_t at = 0; at < m_messages.size(); ++at) {
        m_places[at].iov_len = m_content[at].size();
        m_messages[at].msg_hdr.msg_name = &m_addresses[at];
        m_messages[at].msg_hdr.msg_namelen = sizeof m_addresses[at];
    }
    return recvmmsg(socket.get(), m_messages.data(), static_cast<unsigned>(m_messages.size()), flags, nullptr);
}

void Datagrams::sendToPeer(const Descriptor &socket, int count)
{
    for (int at = 0; at < count; ++at) {
        m_messages[std::size_t(at)].msg_hdr.msg_name = nullptr;
        m_messages[std::size_t(at)].msg_hdr.msg_namelen = 0;
    }
    send(socket, count);
}

// What the kernel has no room for is lost, as datagrams are.
void Datagrams::send(const Descriptor &socket, int count)
{
    for (int at = 0; at < count; ++at)
        m_places[std::size_t(at)].iov_len = size;
    sendmmsg(socket.get(), m_messages.data(), static_cast<unsigned>(count), 0);
}

std::span<const std::byte> Datagrams::content(int at) const
{
    return {m_content[std::size_t(at)].data(), m_messages[std::size_t(at)].msg_len};
}

}  // namespace parapet::speed
