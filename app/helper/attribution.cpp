// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/attribution.h"

#include "engine/base/limits.h"

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

// A process may hand its socket to another, or become another program. An answer that is older is asked for anew, and one
// that is much older is not used any more.
constexpr std::chrono::milliseconds freshFor{1000}, usedFor{3000};
// A program that starts another often lends it the socket for a moment without knowing.
constexpr std::chrono::milliseconds mixedFreshFor{50}, mixedUsedFor{100};

}  // namespace

Attribution::Attribution(SocketLookup lookup, const Clock &clock, Ask ask)
    : m_lookup(std::move(lookup)), m_clock(clock), m_ask(std::move(ask))
{
    m_known.reserve(limits::knownSockets);
}

Receivers::Answer Attribution::of(const FlowKey &flow, std::uint32_t interface, Packet packet)
{
    switch (packet) {
    case Packet::opensConnection: return ofOne(m_soleListeners.find(flow, interface));
    case Packet::toOne: break;
    case Packet::toMany: return ofMany(flow, interface);
    }
    return ofOne(m_lookup.find(flow, interface));
}

Receivers::Answer Attribution::ofOne(const std::optional<ReceivingSocket> &socket)
{
    if (!socket)
        return {};
    const Known *known = holders(*socket);
    if (!known)
        return {Answer::State::notYet, {}, 0};
    return {Answer::State::known, known->processes, socket->cookie};
}

Receivers::Answer Attribution::ofMany(const FlowKey &flow, std::uint32_t interface)
{
    m_several.clear();
    bool all = true, any = false;
    const Outcome listed = m_lookup.findAll(flow, interface, [&](const ReceivingSocket &socket) {
        any = true;
        const Known *known = holders(socket);
        all = all && known;
        if (known)
            m_several.insert(m_several.end(), known->processes.begin(), known->processes.end());
        // A socket whose processes cannot be found out must not pass unseen beside others.
        if (known && known->processes.empty())
            m_several.emplace_back();
    });
    if (!listed || !any)
        return {};
    return {all ? Answer::State::known : Answer::State::notYet, m_several, 0};
}

const Attribution::Known *Attribution::holders(const ReceivingSocket &socket)
{
    if (m_known.size() >= limits::knownSockets && !m_known.contains(socket.cookie))
        m_known.clear();
    Known &known = m_known[socket.cookie];
    const SteadyTime age = m_clock.steady() - known.since;
    if (!known.asked && (!known.answered || age >= (known.mixed ? mixedFreshFor : freshFor)))
        known.asked = m_ask({socket.cookie, socket.inode, socket.controlGroup});
    return known.answered && age < (known.mixed ? mixedUsedFor : usedFor) ? &known : nullptr;
}

void Attribution::learn(const std::vector<OwnerResolver::Answer> &answers)
{
    for (const OwnerResolver::Answer &answer : answers) {
        const auto found = m_known.find(answer.cookie);
        if (found == m_known.end())
            continue;
        Known &known = found->second;
        known.processes.clear();
        for (const Process &process : answer.owners)
            known.processes.push_back(process.keys);
        known.mixed = std::ranges::adjacent_find(known.processes, std::ranges::not_equal_to()) != known.processes.end();
        known.since = m_clock.steady();
        known.answered = true;
        known.asked = false;
    }
}

}  // namespace parapet
