// SPDX-License-Identifier: GPL-2.0-or-later
// ProgramNames: numbers for the keys of program exceptions, so that flows and records can name one in two bytes. It only
// grows; a number holds as long as the helper runs. Any thread; not for the verdict path (it locks).
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace parapet {

class ProgramNames {
public:
    // The number of this key, from 1 on; 0: all numbers are given.
    std::uint16_t number(std::string_view key);
    // Empty for 0 and for numbers that were never given.
    std::string name(std::uint16_t number) const;

private:
    mutable std::mutex m_lock;
    std::map<std::string, std::uint16_t, std::less<>> m_numbers;
    std::deque<std::string> m_names;
};

}  // namespace parapet
