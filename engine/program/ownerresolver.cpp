// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/ownerresolver.h"

#include "engine/base/limits.h"

#include <utility>

namespace parapet {

OwnerResolver::OwnerResolver(std::unique_ptr<SocketHolders> holders, ProcessReader reader, Done done)
    : m_holders(std::move(holders)), m_reader(std::move(reader)), m_done(std::move(done))
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

std::vector<OwnerResolver::Answer> OwnerResolver::resolve(const std::vector<Question> &questions)
{
    std::vector<std::uint64_t> inodes;
    for (const Question &each : questions)
        inodes.push_back(each.inode);
    const Holders holders = m_holders->find(inodes);
    std::vector<Answer> answers;
    for (const Question &each : questions) {
        Answer answer{each.cookie, {}};
        if (const auto found = holders.find(each.inode); found != holders.end()) {
            for (const pid_t pid : found->second) {
                if (auto process = m_reader.read(pid))
                    answer.owners.push_back(std::move(*process));
            }
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

}  // namespace parapet
