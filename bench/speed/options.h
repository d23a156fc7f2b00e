// SPDX-License-Identifier: GPL-2.0-or-later
// Options: the "name=value" words of a command line. A value that is missing or wrong ends the program with a message.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace parapet::speed {

class Options {
public:
    Options(int count, char **words);

    std::string text(const std::string &name) const;
    std::int64_t number(const std::string &name) const;
    std::int64_t number(const std::string &name, std::int64_t otherwise) const;

private:
    std::map<std::string, std::string> m_values;
};

// Says what could not be done and why (errno), and ends the program.
[[noreturn]] void fail(const char *doing);
// The result, unless it is negative.
int check(int result, const char *doing);

}  // namespace parapet::speed
