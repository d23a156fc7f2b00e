// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a packet, whole and as the first part of a longer one.
#include "tests/support/parserpromises.h"

#include <cstdio>
#include <cstdlib>

namespace {

void hold(std::span<const std::byte> captured, std::size_t packetLength)
{
    if (const char *broken = parapet::test::brokenPromise(captured, packetLength)) {
        std::fprintf(stderr, "broken: %s\n", broken);
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto packet = std::as_bytes(std::span(data, size));
    hold(packet, size);
    hold(packet, size + 1500);
    return 0;
}
