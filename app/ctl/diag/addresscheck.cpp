// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/checks.h"

#include <algorithm>
#include <iterator>

namespace parapet::ctl {

namespace {

constexpr std::string_view interfaceAdvice =
    "This is TCP/IP itself, not the network. Look whether the interface is up (ip address), and whether another "
    "firewall drops packets on it (see other-firewalls).";

std::string listed(const std::vector<AddressTest> &tests)
{
    std::string text;
    for (const AddressTest &test : tests) {
        const std::string why = test.problem.empty() ? "" : ": " + test.problem;
        text += (text.empty() ? "" : ", ") + test.address;
        text += test.loopback && why.empty() ? "" : " (" + test.interface + why + ")";
    }
    return text;
}

Finding check(std::string_view name, const std::vector<AddressTest> &tests)
{
    std::vector<AddressTest> unreached;
    std::ranges::copy_if(tests, std::back_inserter(unreached), [](const auto &test) { return !test.problem.empty(); });
    if (unreached.empty())
        return {Grade::pass, name, "This computer reaches " + listed(tests) + "."};
    return {Grade::fail, name, "This computer does not reach what are its own addresses: " + listed(unreached) + ".",
            std::string(interfaceAdvice)};
}

}  // namespace

Findings checkAddresses(const std::vector<AddressTest> &tests)
{
    std::vector<AddressTest> loopback, others;
    std::ranges::partition_copy(tests, std::back_inserter(loopback), std::back_inserter(others),
                                &AddressTest::loopback);
    if (others.empty())
        return {check("loopback", loopback),
                {Grade::warn, "own-addresses", "No interface but loopback has an address.",
                 "Connect this computer to a network."}};
    return {check("loopback", loopback), check("own-addresses", others)};
}

}  // namespace parapet::ctl
