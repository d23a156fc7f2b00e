// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/configuration.h"

#include "engine/base/trimmed.h"

#include <ini.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

namespace parapet {

namespace {

constexpr std::array timeoutKeys{
    std::pair("timeout-tcp-half-open", &FlowTimeouts::tcpHalfOpen),
    std::pair("timeout-tcp-established", &FlowTimeouts::tcpEstablished),
    std::pair("timeout-tcp-half-closed", &FlowTimeouts::tcpHalfClosed),
    std::pair("timeout-tcp-closing", &FlowTimeouts::tcpClosing),
    std::pair("timeout-udp", &FlowTimeouts::udp),
    std::pair("timeout-icmp", &FlowTimeouts::icmp),
    std::pair("timeout-other", &FlowTimeouts::other),
};
constexpr std::int64_t longestTimeout = 30 * 86'400;  // seconds
constexpr std::int64_t longestHistory = 3'650;        // days
constexpr std::int64_t largestHistory = 1'000'000;    // MB

class Reader {
public:
    Reader(const std::string &path, Configuration &configuration) : m_path(path), m_configuration(configuration) { }

    void read()
    {
        const int wrongLine = ini_parse(m_path.c_str(), &Reader::takeLine, this);
        if (wrongLine > 0)
            tell("line " + std::to_string(wrongLine) + " is not of the form \"name = value\".");
        takeSoftware();
        m_configuration.history.age =
            std::chrono::days(number("history-days", m_configuration.history.age.count(), longestHistory));
        const auto megabytes =
            number("history-size-mb", std::int64_t(m_configuration.history.bytes >> 20), largestHistory);
        m_configuration.history.bytes = std::uint64_t(megabytes) << 20;
        for (const auto &[key, member] : timeoutKeys) {
            std::chrono::seconds &timeout = m_configuration.timeouts.*member;
            timeout = std::chrono::seconds(number(key, timeout.count(), longestTimeout));
        }
        for (const auto &[name, value] : m_values)
            tell("\"" + name + "\" is not known here.");
    }

private:
    static int takeLine(void *reader, const char *, const char *name, const char *value)
    {
        auto &self = *static_cast<Reader *>(reader);
        if (std::string_view(name) == "log-folders")
            self.takeFolders(value);
        else
            self.m_values[name] = value;
        return 1;
    }

    std::optional<std::string> take(const char *name)
    {
        auto node = m_values.extract(name);
        return node ? std::optional(std::move(node.mapped())) : std::nullopt;
    }

    std::int64_t number(const char *key, std::int64_t standard, std::int64_t most)
    {
        const std::optional<std::string> value = take(key);
        if (!value)
            return standard;
        std::int64_t given = 0;
        const char *end = value->data() + value->size();
        const auto [rest, error] = std::from_chars(value->data(), end, given);
        if (error == std::errc() && rest == end && given >= 1 && given <= most)
            return given;
        tell(std::string(key) + " must be a whole number from 1 to " + std::to_string(most) + ".");
        return standard;
    }

    // With commas between.
    void takeFolders(const char *list)
    {
        std::istringstream entries(list);
        for (std::string entry; std::getline(entries, entry, ',');) {
            std::string folder(trimmed(entry));
            while (folder.size() > 1 && folder.ends_with('/'))
                folder.pop_back();
            if (folder.empty())
                continue;
            const bool plain = folder.find("/../") == std::string::npos && !folder.ends_with("/..");
            if (folder.starts_with('/') && folder != "/" && plain)
                m_configuration.logFolders.push_back(std::move(folder));
            else
                tell("log-folders must name folders by their whole path, and not the root of all.");
        }
    }

    void takeSoftware()
    {
        const std::string word = take("log-software-line").value_or("parapet");
        if (word == "microsoft")
            m_configuration.logSoftware = LogSoftware::microsoft;
        else if (word != "parapet")
            tell("log-software-line must be parapet or microsoft.");
    }

    void tell(const std::string &problem)
    {
        m_configuration.problems.push_back("In " + m_path + " a line is left out: " + problem);
    }

    const std::string &m_path;
    Configuration &m_configuration;
    std::map<std::string, std::string> m_values;
};

}  // namespace

Configuration Configuration::read(const std::string &path)
{
    Configuration configuration;
    Reader(path, configuration).read();
    return configuration;
}

Result<LogLocation> Configuration::placeOf(const std::string &file, const std::string &logsDirectory) const
{
    if (!file.starts_with('/'))
        return LogLocation{logsDirectory, file};
    std::vector<std::string> folders{logsDirectory};
    folders.insert(folders.end(), logFolders.begin(), logFolders.end());
    std::string list;
    for (const std::string &folder : folders) {
        if (file.starts_with(folder + "/"))
            return LogLocation{folder, file.substr(folder.size() + 1)};
        list += (list.empty() ? "" : ", ") + folder;
    }
    return Error{ErrorKind::invalid,
                 "The log file cannot be " + file + ": the Parapet Firewall service writes only below " + list
                     + ". An administrator can allow other folders by log-folders in parapet.conf."};
}

}  // namespace parapet
