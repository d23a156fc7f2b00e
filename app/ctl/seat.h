// SPDX-License-Identifier: GPL-2.0-or-later
// Seat: where the user of parapetctl sits: in an SSH session perhaps, and at a terminal that can be asked.
#pragma once

#include "engine/model/newflow.h"

#include <optional>
#include <string>

namespace parapet::ctl {

class Seat {
public:
    virtual ~Seat() = default;

    enum class Answer { keepReachable, lockOut, cancel };

    virtual std::optional<NewFlow> session() const = 0;
    // Nothing when there is no terminal to ask at.
    virtual std::optional<Answer> ask(const std::string &question) const = 0;
};

// SSH_CONNECTION, and the terminal of standard input with the question on standard error.
class TerminalSeat final : public Seat {
public:
    std::optional<NewFlow> session() const override;
    std::optional<Answer> ask(const std::string &question) const override;
};

}  // namespace parapet::ctl
