// SPDX-License-Identifier: GPL-2.0-or-later
// NfQueue: one NFQUEUE of the kernel. Fail closed: no fail-open flag, no bypass; a full queue drops.
#pragma once

#include "engine/kernel/netlink.h"
#include "engine/kernel/packetqueue.h"

#include <memory>
#include <vector>

namespace parapet {

class NfQueue final : public PacketQueue {
public:
    // Error busy: another program reads this queue (a second helper).
    static Result<std::unique_ptr<NfQueue>> open(std::uint16_t number);

    int fd() const override { return m_socket.fd(); }
    Result<bool> judgeWaiting(const Judge &judge) override;
    Outcome settle(std::uint32_t id, std::uint32_t mark, const Decision &decision) override;

private:
    NfQueue(NetlinkSocket socket, std::uint16_t number);
    Outcome configure();
    Outcome command(std::uint8_t code);
    void judgeOne(const nlmsghdr *message, const Judge &judge);
    Outcome sendVerdicts();
    void putVerdict(std::uint32_t id, const Decision &decision, std::uint32_t packetMark);

    NetlinkSocket m_socket;
    std::uint16_t m_number;
    std::vector<std::byte> m_receive;
    std::vector<std::byte> m_verdicts;  // messages of this batch; capacity is fixed at start
    std::size_t m_used = 0;
};

}  // namespace parapet
