// SPDX-License-Identifier: GPL-2.0-or-later
// Packages: which package a file came with, and who made that, by the files of dpkg (deb(5), dpkg-query's documentation of
// /var/lib/dpkg). No program is run. A search reads the lists of all packages (20 to 50 MB of text, some 10 ms when the
// system has them in memory, up to seconds when not), so it is for a thread that may wait. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parapet {

struct Package {
    std::string name, version;
    std::string publisher;  // its maintainer, without the mail address; as the package has it: plain text to show
    bool operator==(const Package &) const = default;
};

class Packages {
public:
    // database: dpkg's folder.
    explicit Packages(std::string database = "/var/lib/dpkg");

    // Nothing if no installed package has this file, or where there is no dpkg.
    std::optional<Package> owning(const std::string &path) const;

private:
    std::string listWith(const std::string &path) const;
    std::optional<Package> installed(std::string_view name, std::string_view architecture) const;

    std::string m_database;
};

}  // namespace parapet
