// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/ownerresolver.h"

#include "engine/base/limits.h"

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

bool isServiceManager(const Process &process)
{
    return process.key() == "/usr/lib/systemd/systemd" || process.key() == "/lib/systemd/systemd";
}

}  // namespace

OwnerResolver::OwnerResolver(std::unique_ptr<SocketHolders> holders, ProcessReader reader, UnitProgram units, Done done)
    : m_holders(std::move(holders)), m_reader(std::move(reader)), m_units(std::move(units)), m_done(std::move(done))
{
    m_questions.reserve(limits::ownerQuestions);
    m_thread = std::thread([this] { run(); });
}

OwnerResolver::~OwnerResolver()
{
    {
        const std::lock_guard lock(m_lock);
        m_stop = true;
    }
    m_asked.notify_one();
    m_thread.join();
}

bool OwnerResolver::ask(const Question &question)
{
    {
        const std::lock_guard lock(m_lock);
        if (m_questions.size() >= limits::ownerQuestions)
            return false;
        m_questions.push_back(question);
    }
    m_asked.notify_one();
    return true;
}

void OwnerResolver::run()
{
    std::vector<Question> questions;
    questions.reserve(limits::ownerQuestions);  // it changes places with the one that the asker fills
    std::unique_lock lock(m_lock);
    for (;;) {
        m_asked.wait(lock, [this] { return m_stop || !m_questions.empty(); });
        if (m_stop)
            return;
        questions.swap(m_questions);
        lock.unlock();
        m_done(resolve(questions));
        questions.clear();
        lock.lock();
    }
}

// A socket that systemd holds is its unit's: the process that got it counts alone, and until there is one, the program that
// will be started. An exception for systemd itself would open all of them, so it opens none.
std::vector<Process> OwnerResolver::owners(const std::vector<pid_t> &pids, std::uint64_t controlGroup) const
{
    std::vector<Process> found;
    for (const pid_t pid : pids) {
        if (auto process = m_reader.read(pid))
            found.push_back(std::move(*process));
    }
    if (!std::ranges::all_of(found, isServiceManager)) {
        std::erase_if(found, isServiceManager);
        return found;
    }
    for (Process &manager : found) {
        manager.keys.clear();
        if (auto program = m_units.find(controlGroup)) {
            manager.name = program->substr(program->rfind('/') + 1);
            manager.keys.push_back(std::move(*program));
        }
    }
    return found;
}

std::vector<OwnerResolver::Answer> OwnerResolver::resolve(const std::vector<Question> &questions)
{
    std::vector<std::uint64_t> inodes;
    for (const Question &each : questions)
        inodes.push_back(each.inode);
    const Holders holders = m_holders->find(inodes);
    std::vector<Answer> answers;
    for (const Question &each : questions) {
        Answer answer{each.cookie, {}};
        if (const auto found = holders.find(each.inode); found != holders.end())
            answer.owners = owners(found->second, each.controlGroup);
        answers.push_back(std::move(answer));
    }
    return answers;
}

}  // namespace parapet
