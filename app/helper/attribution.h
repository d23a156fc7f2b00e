// SPDX-License-Identifier: GPL-2.0-or-later
// Attribution: which programs would receive a packet: the kernel is asked for the socket, exactly (SoleListeners); which
// processes hold that socket is remembered for a moment and found out by another thread (OwnerResolver). Engine's thread.
#pragma once

#include "engine/base/clock.h"
#include "engine/filter/receivers.h"
#include "engine/kernel/socketlookup.h"
#include "engine/kernel/solelisteners.h"
#include "engine/program/ownerresolver.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace parapet {

class Attribution final : public Receivers {
public:
    // ask: puts a question to the resolver and does not wait; its answer comes to learn(). False: not now.
    using Ask = std::function<bool(const OwnerResolver::Question &)>;

    Attribution(SocketLookup lookup, const Clock &clock, Ask ask);

    Answer of(const FlowKey &flow, std::uint32_t interface, Packet packet) override;
    // See SoleListeners.
    void setListens(SoleListeners::Count count) { m_soleListeners.setCount(std::move(count)); }

    void learn(const std::vector<OwnerResolver::Answer> &answers);
    // The exceptions are others now, so the keys may be too.
    void forgetAll() { m_known.clear(); }
    // The socket is gone. Was it one that was asked about?
    bool forget(std::uint64_t cookie) { return m_known.erase(cookie) > 0; }

private:
    struct Known {
        std::vector<ProgramKeys> processes;
        SteadyTime since{};  // of the answer; meaningful if answered
        bool answered = false;
        bool asked = false;
        bool mixed = false;  // several programs hold it
    };
    // Null while it is not known.
    const Known *holders(const ReceivingSocket &socket);
    Answer ofOne(const std::optional<ReceivingSocket> &socket);
    Answer ofMany(const FlowKey &flow, std::uint32_t interface);

    SocketLookup m_lookup;
    const Clock &m_clock;
    SoleListeners m_soleListeners{m_lookup, m_clock};
    Ask m_ask;
    std::unordered_map<std::uint64_t, Known> m_known;  // by cookie; at most limits::knownSockets
    std::vector<ProgramKeys> m_several;                // of the last answer about several sockets
};

}  // namespace parapet
