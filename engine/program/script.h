// SPDX-License-Identifier: GPL-2.0-or-later
// What an interpreter runs: "python3 server.py" is server.py to a person. Interpreters are no identities by themselves. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parapet {

// Is this the file name of a program that runs what others wrote ("python3.11", "bash", "java"), or starts it
// ("systemd-socket-activate")?
bool isInterpreter(std::string_view fileName);

// The file that it runs, as its command line says, absolute or relative to the working directory. Nothing when there is none
// ("python3 -m http.server", "sh -c ...") or it cannot be told.
std::optional<std::string> scriptOf(std::string_view fileName, const std::vector<std::string> &arguments);

}  // namespace parapet
