// SPDX-License-Identifier: GPL-2.0-or-later
// AddressTest: whether this computer reaches one of its own addresses. A connection of TCP to a port that is opened for
// it says what XP's "ping" said, and needs no right.
#pragma once

#include <string>
#include <vector>

namespace parapet::ctl {

struct AddressTest {
    std::string interface;
    std::string address;
    bool loopback = false;
    std::string problem{};  // the system's words; empty: it is reached
};

// The loopback addresses first; 127.0.0.1 is always among them. Takes a few seconds at most, whatever is dropped.
std::vector<AddressTest> testOwnAddresses();

}  // namespace parapet::ctl
