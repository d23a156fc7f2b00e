// SPDX-License-Identifier: GPL-2.0-or-later
// Filter: packet + flows + policy -> Decision. The order of docs/architecture.md; the whole decision fits on one
// screen in filter.cpp. One thread; never waits, never allocates.
#pragma once

#include "engine/filter/hostneed.h"
#include "engine/filter/receivers.h"
#include "engine/flow/flowtable.h"
#include "engine/model/verdict.h"
#include "engine/packet/parsedpacket.h"
#include "engine/policy/policy.h"

#include <memory>

namespace parapet {

class Filter {
public:
    // flows and receivers outlive the filter. policy is never null.
    Filter(FlowTable &flows, Receivers &receivers, std::shared_ptr<const Policy> policy);

    // A packet addressed to this host that the kernel's rules could not decide; interface: index by which it came
    // in, 0 if not known. An accepted new flow is in the flow table afterwards. Verdict later: the receiving program is not
    // known yet; ask again. hasBegun: of a flow that a former policy let in without us, so that TCP does not need a handshake.
    Decision inbound(const ParsedPacket &packet, std::uint32_t interface = 0, bool hasBegun = false);

    // The policy for everything from now on. Flows are judged again by the caller (stillAllowed()).
    void setPolicy(std::shared_ptr<const Policy> policy);
    const Policy &policy() const { return *m_policy; }

    // Would this living flow be allowed to begin now? Flows that we opened and adopted ones always may go on. Verdict later
    // as above.
    Decision stillAllowed(const Flow &flow) const;
    // The same without a look at who would receive it: Verdict later where that decides.
    Decision stillAllowedByPorts(const Flow &flow) const;

private:
    Flow *flowOf(const ParsedPacket &packet);
    Decision proceed(Flow &flow, const ParsedPacket &packet);
    Decision proceedIfAllowed(Flow &flow, const ParsedPacket &packet);
    bool quotesFlow(const ParsedPacket &packet);
    Decision begin(const ParsedPacket &packet, std::uint32_t interface, bool hasBegun);
    void restart(Flow &flow, RuleId rule, bool hasBegun);
    Decision neverBegins(std::uint32_t interface) const;
    Decision mayBegin(const FlowKey &flow, const RuleId &former, std::uint32_t interface, bool opens) const;
    Decision receiversMay(const FlowKey &flow, const PortKey &port, const Sender &sender, bool opens) const;
    Decision programMay(const ProgramKeys &keys, const PortKey &port, const Sender &sender) const;
    Decision mayBeginIcmp(const Flow &flow, std::uint32_t interface) const;

    FlowTable &m_flows;
    Receivers &m_receivers;
    std::shared_ptr<const Policy> m_policy;
};

}  // namespace parapet
