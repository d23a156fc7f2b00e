// SPDX-License-Identifier: GPL-2.0-or-later
// ProcessReader: what /proc tells of a process, as far as it can be believed. The file is the kernel's word; the script of an
// interpreter, the Flatpak and the AppImage are the process's own, so they are as trustworthy as its user. Any thread; reads
// files, so never on the verdict path.
#pragma once

#include "engine/model/process.h"
#include "engine/program/programfiles.h"

#include <optional>
#include <string>
#include <sys/types.h>

namespace parapet {

class ProcessReader {
public:
    // How it is told that a process is a person's (xp-reference 3.1): its login uid is set; else, where systemd runs, by its
    // control group; else everything that an ordinary user (from 1000 on) runs counts.
    struct Sessions {
        bool logind = false;
        static Sessions ofThisSystem();
    };

    // files outlives the reader. proc: the folder of the process file system.
    ProcessReader(ProgramFiles &files, Sessions sessions, std::string proc = "/proc");

    // Nothing if there is no such process (any more).
    std::optional<Process> read(pid_t pid) const;

private:
    struct Place;
    void readStatus(const Place &place, Process &process) const;
    void readUnit(const Place &place, Process &process) const;
    void readSession(const Place &place, Process &process) const;
    void identify(const Place &place, Process &process) const;
    bool identifyPackaged(const Place &place, Process &process) const;
    void identifyFile(const Place &place, Process &process) const;
    std::optional<std::string> script(const Place &place, const Process &process) const;
    bool sharesOurRoot(const Place &place) const;

    ProgramFiles &m_files;
    Sessions m_sessions;
    std::string m_proc;
};

}  // namespace parapet
