// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/seat.h"

#include "engine/model/sshsession.h"

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace parapet::ctl {

std::optional<NewFlow> TerminalSeat::session() const
{
    const char *said = std::getenv("SSH_CONNECTION");
    return said ? sshSession(said) : std::nullopt;
}

// Only a clear word locks out; the end of the input makes no change.
std::optional<Seat::Answer> TerminalSeat::ask(const std::string &question) const
{
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
        return std::nullopt;
    std::fputs(question.c_str(), stderr);
    std::string line;
    if (!std::getline(std::cin, line))
        return Answer::cancel;
    if (line == "lock")
        return Answer::lockOut;
    return line.empty() || line == "k" || line == "keep" ? Answer::keepReachable : Answer::cancel;
}

}  // namespace parapet::ctl
