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

private:
    Result<std::string> run(const std::string &command);

    struct Free {
        void operator()(nft_ctx *context) const;
    };
    std::unique_ptr<nft_ctx, Free> m_context;
};

}  // namespace parapet
