// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/nftables.h"

#include "engine/kernel/marks.h"
#include "engine/kernel/xtqueuerule.h"

#include <nftables/libnftables.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <random>
#include <sstream>
#include <string_view>

namespace parapet {

namespace {

// The number that follows `key` in nft's output.
template <class Number> std::optional<Number> numberAfter(std::string_view text, std::string_view key, int base = 10)
{
    const std::size_t at = text.find(key);
    if (at == std::string_view::npos)
        return std::nullopt;
    Number value = 0;
    const char *begin = text.data() + at + key.size();
    const auto [end, code] = std::from_chars(begin, text.data() + text.size(), value, base);
    return code == std::errc() && end != begin ? std::optional(value) : std::nullopt;
}

std::string firstLine(std::string_view text)
{
    return std::string(text.substr(0, text.find('\n')));
}

constexpr char listCounters[] = "list counters table inet parapet";
constexpr std::string_view epochPrefix = "epoch_";

DropCounters countersIn(std::string_view output)
{
    const auto packets = [&](std::string_view name) {
        const std::size_t at = output.find("counter " + std::string(name) + " ");
        if (at == std::string_view::npos)
            return std::uint64_t{0};
        return numberAfter<std::uint64_t>(output.substr(at), "packets ").value_or(0);
    };
    // The kernel reads one counter after the other, so a packet may be in the second and not yet in the first.
    DropCounters read;
    read.passed = packets("passed");
    read.queued = std::max(packets("queued"), read.passed);
    read.spoofed = packets("spoofed");
    read.icmp = packets("icmp_errors");
    return read;
}

std::string epochIn(std::string_view output)
{
    const std::size_t at = output.find(epochPrefix);
    if (at == std::string_view::npos)
        return {};
    const std::string_view name = output.substr(at + epochPrefix.size());
    return std::string(name.substr(0, name.find(' ')));
}

// The third column of the kernel's table of queues: sent to a program and without a verdict yet.
std::uint64_t packetsWaiting(std::uint16_t queueNumber)
{
    std::ifstream table("/proc/self/net/netfilter/nfnetlink_queue");
    for (std::string line; std::getline(table, line);) {
        std::istringstream columns(line);
        std::uint64_t number = 0, program = 0, waiting = 0;
        if (columns >> number >> program >> waiting && number == queueNumber)
            return waiting;
    }
    return 0;
}

}  // namespace

void Nftables::Free::operator()(nft_ctx *context) const
{
    nft_ctx_free(context);
}

Nftables::Nftables() : m_context(nft_ctx_new(NFT_CTX_DEFAULT))
{
    nft_ctx_buffer_output(m_context.get());
    nft_ctx_buffer_error(m_context.get());
    nft_ctx_output_set_flags(m_context.get(), NFT_CTX_OUTPUT_NUMERIC_ALL);
}

Nftables::~Nftables() = default;

Result<std::string> Nftables::run(const std::string &command)
{
    if (nft_run_cmd_from_buffer(m_context.get(), command.c_str()) == 0)
        return std::string(nft_ctx_get_output_buffer(m_context.get()));
    return Error{ErrorKind::io,
                 "The kernel refused the rules; the former ones stay in force. Its words: "
                     + firstLine(nft_ctx_get_error_buffer(m_context.get()))};
}

Outcome Nftables::apply(const std::string &text)
{
    Result<std::string> output = run(text);
    if (!output)
        return output.error();
    return Done{};
}

Result<std::string> Nftables::makeQueueRule(std::uint16_t number)
{
    const std::string rule = "flush chain inet parapet to_engine\nadd rule inet parapet to_engine queue num "
        + std::to_string(number) + "\n";
    if (run(rule))
        return std::string("nft queue");
    if (Outcome made = makeXtQueueRule(number); !made)
        return made.error();
    return std::string("xt NFQUEUE");
}

std::optional<std::uint32_t> Nftables::generationInForce()
{
    const Result<std::string> chain = run("list chain inet parapet input");
    if (!chain)
        return std::nullopt;
    const auto mark = numberAfter<std::uint32_t>(*chain, "ct mark & 0xcf000000 == 0x", 16);
    if (!mark)
        return std::nullopt;
    return ((*mark & marks::generationMask) >> marks::generationShift) - 1;
}

Result<DropCounters> Nftables::counters()
{
    const Result<std::string> output = run(listCounters);
    if (!output)
        return output.error();
    return countersIn(*output);
}

// A counter that counts nothing; its name is what counts.
Outcome Nftables::beginEpoch()
{
    const Result<std::string> output = run(listCounters);
    if (!output)
        return output.error();
    if (!epochIn(*output).empty())
        return Done{};
    std::random_device random;
    char name[24];
    std::snprintf(name, sizeof name, "%08x%08x", unsigned(random()), unsigned(random()));
    return apply("add counter inet parapet " + std::string(epochPrefix) + name + "\n");
}

Result<DropReading> Nftables::readDrops(std::uint16_t queueNumber)
{
    const std::uint64_t waiting = packetsWaiting(queueNumber);
    const Result<std::string> output = run(listCounters);
    if (!output)
        return output.error();
    return DropReading{epochIn(*output), countersIn(*output), waiting};
}

}  // namespace parapet
