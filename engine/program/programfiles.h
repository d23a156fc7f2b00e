// SPDX-License-Identifier: GPL-2.0-or-later
// ProgramFiles: the files that the program exceptions name. An exception means the file, not the text (design: a container's
// /usr/bin/nc is another program than ours), and a program that was upgraded while it runs is still the one that it was. Any
// thread (it locks and looks at the disk): never on the verdict path.
#pragma once

#include "engine/base/clock.h"
#include "engine/program/fileid.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace parapet {

class ProgramFiles {
public:
    explicit ProgramFiles(const Clock &clock) : m_clock(clock) { }

    // The keys of all program exceptions; those that are no paths are left out.
    void setKeys(const std::vector<std::string> &keys);

    // The exceptions that mean this file: those whose path leads to it, whatever it is called, and if it was removed, those
    // whose path led to it before.
    std::vector<std::string> keysOf(const FileFacts &file);

    // Looks at all files now; the paths at which another file was found than before, since the last call.
    std::vector<std::string> takeReplaced();

private:
    struct Known {
        std::optional<FileId> now;
        std::vector<FileId> former;  // newest last
    };
    void lookAgain();
    void look(const std::string &path, Known &known);

    const Clock &m_clock;
    std::mutex m_lock;
    std::map<std::string, Known> m_known;
    std::vector<std::string> m_replaced;
    SteadyTime m_lookedAt{};
};

}  // namespace parapet
