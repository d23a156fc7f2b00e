// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/command.h"

#include <algorithm>
#include <cassert>

namespace parapet::ctl {

namespace {

std::size_t indexOf(const Command &command, std::string_view tag)
{
    const auto found = std::ranges::find(command.parameters, tag, &Parameter::tag);
    return static_cast<std::size_t>(found - command.parameters.begin());
}

}  // namespace

bool Invocation::given(std::string_view tag) const
{
    const std::size_t index = indexOf(*command, tag);
    return index < values.size() && values[index].has_value();
}

std::string_view Invocation::value(std::string_view tag) const
{
    const std::size_t index = indexOf(*command, tag);
    assert(index < values.size());  // a handler asks only for parameters of its own row
    return values[index] ? std::string_view(*values[index]) : command->parameters[index].whenLeftOut;
}

}  // namespace parapet::ctl
