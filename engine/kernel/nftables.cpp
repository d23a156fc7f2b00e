// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/nftables.h"

#include "engine/kernel/marks.h"
#include "engine/kernel/xtqueuerule.h"

#include <nftables/libnftables.h>

#include <charconv>
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
    // The first comparison of marks is the one for all packets (ruleset.cpp). None: rules of somebody else.
    const auto mask = numberAfter<std::uint32_t>(*chain, "ct mark & 0x", 16);
    std::uint32_t generation = 0;
    while (mask && generation < marks::generations - 1 && *mask != marks::passMask(generation))
        ++generation;
    return mask ? std::optional(generation) : std::nullopt;
}

}  // namespace parapet
