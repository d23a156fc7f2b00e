// SPDX-License-Identifier: GPL-2.0-or-later
// Explanation: what would be decided on the first packet of a flow. The packet is made up and given to the very filter that
// judges real ones, with no flow known. Main thread.
#pragma once

#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/model/interface.h"
#include "engine/model/listener.h"
#include "engine/model/newflow.h"
#include "engine/packet/parsedpacket.h"
#include "engine/policy/policy.h"

#include <memory>
#include <vector>

namespace parapet {

class Explanation {
public:
    // Error notFound: this computer has no such interface, or no address of that IP version there.
    static Result<Explanation> of(const NewFlow &flow, const Interfaces &interfaces);

    // listening: who would receive it.
    Decision decide(std::shared_ptr<const Policy> policy, const std::vector<ListeningProgram> &listening,
                    const Clock &clock) const;

private:
    ParsedPacket m_packet;
    std::uint32_t m_interface = 0;  // 0: the one that has the address
};

}  // namespace parapet
