// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/bootprotection.h"

#include "engine/kernel/bootpolicy.h"
#include "engine/kernel/dropcounters.h"
#include "engine/kernel/nftables.h"
#include "engine/model/bootexclusions.h"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace parapet {

namespace {

constexpr std::streamsize longestFile = 64 << 10;

}  // namespace

BootProtection::BootProtection(const Environment &environment)
{
    const std::string path = environment.bootExclusionsFile();
    std::ifstream file(path, std::ios::binary);
    if (!file && errno != ENOENT)
        m_problems.push_back(path + " could not be read, so no port is left open: " + std::strerror(errno) + ".");
    std::string content(longestFile, '\0');
    file.read(content.data(), longestFile);
    content.resize(std::size_t(file.gcount()));
    if (file && file.peek() != std::ifstream::traits_type::eof())
        m_problems.push_back(path + " is longer than 64 KiB; the rest is left out.");
    BootExclusions exclusions = BootExclusions::parse(content);
    m_problems.insert(m_problems.end(), exclusions.problems.begin(), exclusions.problems.end());
    m_text = bootPolicyText(exclusions.ports);
}

Result<bool> BootProtection::load() const
{
    if (readDropCounters())  // they are there for as long as a helper's table is
        return false;
    if (Outcome loaded = Nftables().apply(m_text); !loaded)
        return loaded.error();
    return true;
}

Outcome BootProtection::remove()
{
    return Nftables().apply(bootPolicyRemovalText());
}

}  // namespace parapet
