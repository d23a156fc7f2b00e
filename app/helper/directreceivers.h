// SPDX-License-Identifier: GPL-2.0-or-later
// DirectReceivers: which programs would receive a packet, found out on the spot: for questions of a person, which may take
// a moment (a walk through /proc takes up to 100 ms). Main thread.
#pragma once

#include "engine/filter/receivers.h"
#include "engine/kernel/socketlookup.h"
#include "engine/program/processreader.h"
#include "engine/program/socketholders.h"

#include <memory>
#include <vector>

namespace parapet {

class DirectReceivers final : public Receivers {
public:
    DirectReceivers(SocketLookup lookup, std::unique_ptr<SocketHolders> holders, ProcessReader reader);

    Answer of(const FlowKey &flow, std::uint32_t interface, bool toMany) override;

private:
    SocketLookup m_lookup;
    std::unique_ptr<SocketHolders> m_holders;
    ProcessReader m_reader;
    std::vector<ProgramKeys> m_processes;  // of the last answer
};

}  // namespace parapet
