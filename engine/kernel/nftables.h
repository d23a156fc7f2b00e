// SPDX-License-Identifier: GPL-2.0-or-later
// Nftables: our table in the kernel, by libnftables (text) and libnftnl (the one rule that libnftables cannot make
// where the kernel has no nft "queue" statement). One thread.
#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

struct nft_ctx;

namespace parapet {

struct DropCounters {
    std::uint64_t queued = 0;   // packets sent to the engine
    std::uint64_t passed = 0;   // accepted by it
    std::uint64_t spoofed = 0;  // dropped outbound
    std::uint64_t icmp = 0;     // error messages of ours that the ICMP settings dropped
    std::uint64_t dropped() const { return queued - passed + spoofed + icmp; }
    bool operator==(const DropCounters &) const = default;
};

// The counters, and since when they count: they go with the table.
struct DropReading {
    std::string epoch;
    DropCounters counters;
    std::uint64_t waiting = 0;  // packets that wait for a verdict; read before the counters
};

class Nftables {
public:
    Nftables();
    ~Nftables();
    Nftables(const Nftables &) = delete;
    Nftables &operator=(const Nftables &) = delete;

    // One transaction: all or nothing. The error carries the kernel's own words.
    Outcome apply(const std::string &text);

    // Makes the rule that sends packets to queue `number`, alone in its chain; replaces a former one without a gap.
    // Returns what this kernel offers for it: "nft queue" or "xt NFQUEUE".
    Result<std::string> makeQueueRule(std::uint16_t number);

    // The generation of the rules in force; nothing when we do not filter in this kernel now.
    std::optional<std::uint32_t> generationInForce();

    Result<DropCounters> counters();
    // Gives the table a name for its counters, once; it has the same until it is removed.
    Outcome beginEpoch();
    Result<DropReading> readDrops(std::uint16_t queueNumber);

private:
    Result<std::string> run(const std::string &command);

    struct Free {
        void operator()(nft_ctx *context) const;
    };
    std::unique_ptr<nft_ctx, Free> m_context;
};

}  // namespace parapet
