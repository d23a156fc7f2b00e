// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/acknowledged.h"

#include "engine/base/limits.h"
#include "engine/model/checks.h"

#include <algorithm>

namespace parapet {

namespace {

// Made by acknowledging, it is unchecked, and for any computer; who checks it or gives it a scope has made it his own.
bool stillThere(const AcknowledgedProgram &program, const Settings &settings)
{
    const auto &rows = settings.profile(program.profile).programs;
    const auto row = rows.find(program.program);
    return row != rows.end() && !row->second.enabled && row->second.scope == Scope();
}

}  // namespace

ProgramException uncheckedRow(const Process &process)
{
    return {nameOf(process.name.empty() ? process.key() : process.name), false, Scope()};
}

Acknowledged::Acknowledged(Memory memory, const Settings &settings) : m_memory(std::move(memory))
{
    follow(settings);
}

void Acknowledged::follow(const Settings &settings)
{
    if (std::erase_if(m_memory.programs, [&](const auto &each) { return !stillThere(each, settings); }) > 0)
        save();
}

Outcome Acknowledged::add(const AcknowledgedProgram &program)
{
    const auto byUser = std::ranges::count(m_memory.programs, program.uid, &AcknowledgedProgram::uid);
    if (std::cmp_greater_equal(byUser, limits::rowsByUser)) {
        return Error{ErrorKind::denied,
                     "You have added " + std::to_string(byUser)
                         + " programs to the list already, and no more can be added without an administrator. The "
                           "program stays blocked; choose to be asked later, or ask an administrator."};
    }
    m_memory.programs.push_back(program);
    Outcome saved = m_memory.save(m_memory.programs);
    if (!saved)
        m_memory.programs.pop_back();
    return saved;
}

void Acknowledged::remove(ProfileId profile, std::string_view program)
{
    if (std::erase_if(m_memory.programs,
                      [&](const auto &each) { return each.profile == profile && each.program == program; })
        > 0)
        save();
}

void Acknowledged::tellAgain(ProfileId profile, std::string_view program, bool again)
{
    for (AcknowledgedProgram &each : m_memory.programs) {
        if (each.profile != profile || each.program != program || each.tellAgain == again)
            continue;
        each.tellAgain = again;
        save();
    }
}

const AcknowledgedProgram *Acknowledged::find(ProfileId profile, std::string_view program) const
{
    const auto found = std::ranges::find_if(m_memory.programs, [&](const AcknowledgedProgram &each) {
        return each.profile == profile && each.program == program;
    });
    return found == m_memory.programs.end() ? nullptr : &*found;
}

// What cannot be saved now is saved with the next change; until then a restart counts a row too many, never too few.
void Acknowledged::save()
{
    (void)m_memory.save(m_memory.programs);
}

}  // namespace parapet
