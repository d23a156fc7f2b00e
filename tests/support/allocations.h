// SPDX-License-Identifier: GPL-2.0-or-later
// Counts every allocation of a test program. To be included once in it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace parapet::test {

inline std::atomic<long> allocations = 0;

}  // namespace parapet::test

void *operator new(std::size_t size)
{
    ++parapet::test::allocations;
    if (void *memory = std::malloc(size > 0 ? size : 1))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void *memory) noexcept
{
    std::free(memory);
}
void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}
