// SPDX-License-Identifier: GPL-2.0-or-later
// BootProtection: what parapet-boot.service and the hook of the initramfs ask parapetd for. It puts the boot-time policy into
// force, with the administrator's exclusions, or takes it away. No helper is needed for it and none is started. Errors: io,
// with the kernel's own words.
#pragma once

#include "app/helper/environment.h"
#include "engine/base/result.h"

#include <string>
#include <vector>

namespace parapet {

class BootProtection {
public:
    // Reads the exclusions. A file that is not there has none; one that cannot be read is told as a problem.
    explicit BootProtection(const Environment &environment);

    const std::string &text() const { return m_text; }
    const std::vector<std::string> &problems() const { return m_problems; }

    // True: it is in force now. False: the rules of a helper are, and they stay as they are.
    Result<bool> load() const;
    static Outcome remove();

private:
    std::string m_text;
    std::vector<std::string> m_problems;
};

}  // namespace parapet
