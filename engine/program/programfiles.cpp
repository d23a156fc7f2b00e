// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/programfiles.h"

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

constexpr std::chrono::milliseconds lookEvery{500};
constexpr std::size_t formerFiles = 8;

}  // namespace

void ProgramFiles::setKeys(const std::vector<std::string> &keys)
{
    const std::lock_guard lock(m_lock);
    std::map<std::string, Known> wanted;
    for (const std::string &key : keys) {
        if (!key.starts_with('/'))
            continue;
        const auto before = m_known.find(key);
        wanted.emplace(key, before != m_known.end() ? before->second : Known{});
    }
    m_known = std::move(wanted);
    lookAgain();
}

std::vector<std::string> ProgramFiles::keysOf(const FileFacts &file)
{
    const std::lock_guard lock(m_lock);
    if (m_clock.steady() - m_lookedAt >= lookEvery)
        lookAgain();
    std::vector<std::string> keys;
    for (const auto &[path, known] : m_known) {
        const bool was = file.removed && std::ranges::find(known.former, file.id) != known.former.end();
        if (known.now == file.id || was)
            keys.push_back(path);
    }
    return keys;
}

std::vector<std::string> ProgramFiles::takeReplaced()
{
    const std::lock_guard lock(m_lock);
    lookAgain();
    return std::exchange(m_replaced, {});
}

void ProgramFiles::lookAgain()
{
    for (auto &[path, known] : m_known)
        look(path, known);
    m_lookedAt = m_clock.steady();
}

void ProgramFiles::look(const std::string &path, Known &known)
{
    const auto facts = fileFacts(path);
    const std::optional<FileId> found = facts ? std::optional(facts->id) : std::nullopt;
    if (found == known.now)
        return;
    if (known.now) {
        known.former.push_back(*known.now);
        if (known.former.size() > formerFiles)
            known.former.erase(known.former.begin());
    }
    known.now = found;
    if (found && !known.former.empty())
        m_replaced.push_back(path);
}

}  // namespace parapet
