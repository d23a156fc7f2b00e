// SPDX-License-Identifier: GPL-2.0-or-later
// Instead of rpmpackages.cpp where librpm was not there when Parapet was built.
#include "engine/program/rpmpackages.h"

namespace parapet {

std::optional<Package> RpmPackages::owning(const std::string &) const
{
    return std::nullopt;
}

}  // namespace parapet
