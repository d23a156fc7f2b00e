// SPDX-License-Identifier: GPL-2.0-or-later
// NftText: collects lines for nft, each about our one table. Pure text; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace parapet {

// "{ 22, 80, }"
template <class Numbers> std::string listed(const Numbers &numbers)
{
    std::string list = "{ ";
    for (const auto number : numbers)
        list += std::to_string(number) + ", ";
    return list + "}";
}

// "20/second burst 40 packets"
inline std::string rate(std::uint32_t perSecond, std::uint32_t burst)
{
    return std::to_string(perSecond) + "/second burst " + std::to_string(burst) + " packets";
}

class NftText {
public:
    void add(std::string_view verb, std::string_view rest)
    {
        m_text.append(verb).append(" inet parapet ").append(rest).append("\n");
    }
    void rule(std::string_view chain, std::string_view rest)
    {
        add("add rule", std::string(chain) + " " + std::string(rest));
    }
    // A set of ports with these elements and no others.
    template <class Ports> void fillSet(std::string_view name, const Ports &ports)
    {
        add("add set", std::string(name) + " { type inet_service; }");
        add("flush set", name);
        if (!ports.empty())
            add("add element", std::string(name) + " " + listed(ports));
    }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

}  // namespace parapet
