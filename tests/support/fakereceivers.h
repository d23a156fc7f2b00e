// SPDX-License-Identifier: GPL-2.0-or-later
// Programs that listen, from a table: what the kernel's look-up would say.
#pragma once

#include "engine/filter/receivers.h"
#include "engine/model/portkey.h"

#include <map>

namespace parapet::test {

class FakeReceivers final : public Receivers {
public:
    // The processes that hold the socket on this port; none: they are not known yet.
    void listens(const PortKey &port, std::vector<ProgramKeys> processes, std::uint64_t socket = 0)
    {
        m_listening[port] = {std::move(processes), socket};
    }
    void stops(const PortKey &port) { m_listening.erase(port); }

    Answer of(const FlowKey &flow, std::uint32_t, Packet packet) override
    {
        ++asked;
        askedFor = packet;
        const bool toMany = packet == Packet::toMany;
        const auto found = m_listening.find({static_cast<PortProtocol>(flow.protocol), flow.localPort});
        if (found == m_listening.end())
            return {};
        const auto &[processes, socket] = found->second;
        if (processes.empty())
            return {Answer::State::notYet, {}, 0};
        return {Answer::State::known, processes, toMany ? 0 : socket};
    }

    int asked = 0;
    Packet askedFor = Packet::toOne;

private:
    std::map<PortKey, std::pair<std::vector<ProgramKeys>, std::uint64_t>> m_listening;
};

}  // namespace parapet::test
