// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/package.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

namespace parapet {

namespace {

constexpr std::string_view listEnding = ".list", usr = "/usr";

bool readFile(const std::filesystem::path &path, std::string &content)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file)
        return false;
    const auto size = file.tellg();
    content.resize(size > 0 ? std::size_t(size) : 0);
    file.seekg(0);
    file.read(content.data(), std::streamsize(content.size()));
    return bool(file);
}

// The other name of a file where /bin is a link to /usr/bin: packages have listed either.
std::string mergedName(const std::string &path)
{
    for (const std::string_view folder : {"/bin/", "/sbin/", "/lib/", "/lib32/", "/lib64/", "/libx32/"}) {
        if (path.starts_with(folder))
            return std::string(usr) + path;
        if (path.starts_with(usr) && std::string_view(path).substr(usr.size()).starts_with(folder))
            return path.substr(usr.size());
    }
    return path;
}

// memmem: each line begins alike, and what compares from there on takes three times as long.
bool hasLine(std::string_view text, const std::string &line)
{
    const std::string whole = '\n' + line + '\n';
    return text.starts_with(std::string_view(whole).substr(1))
        || memmem(text.data(), text.size(), whole.data(), whole.size()) != nullptr;
}

// The value of a field in a paragraph of dpkg's status file.
std::string_view field(std::string_view paragraph, std::string_view name)
{
    while (!paragraph.empty()) {
        const std::string_view line = paragraph.substr(0, paragraph.find('\n'));
        if (line.starts_with(name) && line.substr(name.size()).starts_with(": "))
            return line.substr(name.size() + 2);
        paragraph.remove_prefix(std::min(line.size() + 1, paragraph.size()));
    }
    return {};
}

// "Debian Nginx Maintainers <list@example.org>"
std::string withoutMail(std::string_view maintainer)
{
    maintainer = maintainer.substr(0, maintainer.find('<'));
    while (maintainer.ends_with(' '))
        maintainer.remove_suffix(1);
    return std::string(maintainer);
}

}  // namespace

Packages::Packages(std::string database) : m_database(std::move(database)) { }

std::optional<Package> Packages::owning(const std::string &path) const
{
    const std::string name = listWith(path);  // "nginx-core" or "libc6:amd64"
    if (name.empty())
        return std::nullopt;
    const std::size_t colon = name.find(':');
    const std::string_view architecture =
        colon == std::string::npos ? std::string_view() : std::string_view(name).substr(colon + 1);
    return installed(std::string_view(name).substr(0, colon), architecture);
}

std::string Packages::listWith(const std::string &path) const
{
    const std::array names{path, mergedName(path)};
    std::string content;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(m_database + "/info", error)) {
        std::string file = entry.path().filename();
        if (!file.ends_with(listEnding) || !readFile(entry.path(), content))
            continue;
        for (const std::string &name : names) {
            if (hasLine(content, name))
                return file.substr(0, file.size() - listEnding.size());
        }
    }
    return {};
}

std::optional<Package> Packages::installed(std::string_view name, std::string_view architecture) const
{
    std::string content;
    if (!readFile(m_database + "/status", content))
        return std::nullopt;
    std::string_view rest = content;
    while (!rest.empty()) {
        const std::size_t end = rest.find("\n\n");
        const std::string_view paragraph = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
        if (field(paragraph, "Package") != name || !field(paragraph, "Status").ends_with(" installed"))
            continue;
        if (architecture.empty() || field(paragraph, "Architecture") == architecture)
            return Package{std::string(name), std::string(field(paragraph, "Version")),
                           withoutMail(field(paragraph, "Maintainer"))};
    }
    return std::nullopt;
}

}  // namespace parapet
