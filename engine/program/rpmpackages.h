// SPDX-License-Identifier: GPL-2.0-or-later
// RpmPackages: which package of rpm a file came with, by librpm, where Parapet was built with it (systems of dpkg do without).
// Opens the database for reading alone; may take some 10 ms. One thread: librpm keeps its configuration for the whole process.
#pragma once

#include "engine/program/package.h"

#include <optional>
#include <string>

namespace parapet {

class RpmPackages {
public:
    // root: where the system's file tree begins.
    explicit RpmPackages(std::string root = "/") : m_root(std::move(root)) { }

    // Nothing if no installed package has this file, where there is no database of rpm, or without librpm.
    std::optional<Package> owning(const std::string &path) const;

private:
    std::string m_root;
};

}  // namespace parapet
