// SPDX-License-Identifier: GPL-2.0-or-later
// OwnerResolver: a thread that finds out which programs hold a socket. The verdict thread asks and goes on; the answer comes
// by a call.
#pragma once

#include "engine/model/process.h"
#include "engine/program/processreader.h"
#include "engine/program/socketholders.h"
#include "engine/program/unitprogram.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace parapet {

class OwnerResolver {
public:
    struct Question {
        std::uint64_t cookie = 0;
        std::uint64_t inode = 0;
        std::uint64_t controlGroup = 0;  // in which the socket was made; 0: not known
    };
    struct Answer {
        std::uint64_t cookie = 0;
        std::vector<Process> owners;  // all that hold it; empty: nobody does, or we may not see them
    };
    // Called in the resolver's thread, for all questions that were asked meanwhile; must not wait.
    using Done = std::function<void(std::vector<Answer>)>;

    OwnerResolver(std::unique_ptr<SocketHolders> holders, ProcessReader reader, UnitProgram units, Done done);
    ~OwnerResolver();  // ends the thread
    OwnerResolver(const OwnerResolver &) = delete;
    OwnerResolver &operator=(const OwnerResolver &) = delete;

    // Any thread; takes a lock that is only ever held for moments. False: too many questions wait (limits::ownerQuestions).
    bool ask(const Question &question);

private:
    void run();
    std::vector<Process> owners(const std::vector<pid_t> &pids, std::uint64_t controlGroup) const;
    std::vector<Answer> resolve(const std::vector<Question> &questions);

    std::unique_ptr<SocketHolders> m_holders;
    ProcessReader m_reader;
    UnitProgram m_units;
    Done m_done;
    std::mutex m_lock;
    std::condition_variable m_asked;
    std::vector<Question> m_questions;
    bool m_stop = false;
    std::thread m_thread;
};

}  // namespace parapet
