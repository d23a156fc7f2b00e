// SPDX-License-Identifier: GPL-2.0-or-later
// Acknowledged: the rows of the list of programs that were made by acknowledging a Security Alert (xp-reference 1.14,
// KB900912). It knows who made them, so that nobody makes too many, and which of them are to be told again. A row that
// anybody else changed or removed is no longer among them. Main thread.
#pragma once

#include "engine/base/result.h"
#include "engine/model/alert.h"
#include "engine/model/settings.h"

#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace parapet {

class Acknowledged {
public:
    // How they outlive the helper.
    struct Memory {
        std::vector<AcknowledgedProgram> programs;  // as they were kept
        std::function<Outcome(std::span<const AcknowledgedProgram>)> save;
    };
    Acknowledged(Memory memory, const Settings &settings);

    // To be called after every change of the settings.
    void follow(const Settings &settings);

    // Errors: denied (this user made limits::rowsByUser rows), or what saving says. `add` is followed by the change of the
    // settings; take it back with remove() if that fails.
    Outcome add(const AcknowledgedProgram &program);
    void remove(ProfileId profile, std::string_view program);
    void tellAgain(ProfileId profile, std::string_view program, bool again);

    // The row, if it was made so and still is as it was made.
    const AcknowledgedProgram *find(ProfileId profile, std::string_view program) const;

private:
    void save();

    Memory m_memory;
};

// What is added to the list for a program that was acknowledged or kept blocked: an unchecked row.
ProgramException uncheckedRow(const Process &process);

}  // namespace parapet
