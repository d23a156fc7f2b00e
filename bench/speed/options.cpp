// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/speed/options.h"

#include <cstdio>
#include <cstdlib>

namespace parapet::speed {

Options::Options(int count, char **words)
{
    for (int at = 0; at < count; ++at) {
        const std::string word = words[at];
        const std::size_t sign = word.find('=');
        m_values[word.substr(0, sign)] = sign == std::string::npos ? "" : word.substr(sign + 1);
    }
}

std::string Options::text(const std::string &name) const
{
    const auto found = m_values.find(name);
    if (found != m_values.end())
        return found->second;
    std::fprintf(stderr, "%s=... is missing\n", name.c_str());
    std::exit(2);
}

std::int64_t Options::number(const std::string &name) const
{
    const std::string value = text(name);
    char *end = nullptr;
    const std::int64_t number = std::strtoll(value.c_str(), &end, 10);
    if (!value.empty() && *end == 0)
        return number;
    std::fprintf(stderr, "%s=%s is no number\n", name.c_str(), value.c_str());
    std::exit(2);
}

std::int64_t Options::number(const std::string &name, std::int64_t otherwise) const
{
    return m_values.contains(name) ? number(name) : otherwise;
}

void fail(const char *doing)
{
    std::perror(doing);
    std::exit(1);
}

int check(int result, const char *doing)
{
    if (result < 0)
        fail(doing);
    return result;
}

}  // namespace parapet::speed
