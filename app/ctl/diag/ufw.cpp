// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/ufw.h"

#include <fstream>

namespace parapet::ctl {

bool isUfwEnabled(const std::string &file)
{
    std::ifstream configuration(file);
    bool enabled = false;
    for (std::string line; std::getline(configuration, line);) {
        if (line.starts_with("ENABLED="))
            enabled = line.starts_with("ENABLED=yes") || line.starts_with("ENABLED=\"yes\"");
    }
    return enabled;
}

}  // namespace parapet::ctl
