// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/configuration.h"

#include <QFileInfo>
#include <QSettings>
#include <QStringList>

#include <array>
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
constexpr qint64 longestTimeout = 30 * 86'400;  // seconds
constexpr qint64 longestHistory = 3'650;        // days
constexpr qint64 largestHistory = 1'000'000;    // MB

class Reader {
public:
    Reader(const std::string &path, Configuration &configuration)
        : m_path(path), m_file(QString::fromStdString(path), QSettings::IniFormat), m_configuration(configuration)
    {
        m_keys = m_file.allKeys();
        if (m_file.status() != QSettings::NoError)
            tell("it cannot be read as a file of lines \"name = value\".");
    }

    void read()
    {
        takeFolders();
        takeSoftware();
        m_configuration.history.age =
            std::chrono::days(number("history-days", m_configuration.history.age.count(), longestHistory));
        const qint64 megabytes = number("history-size-mb", qint64(m_configuration.history.bytes >> 20), largestHistory);
        m_configuration.history.bytes = std::uint64_t(megabytes) << 20;
        for (const auto &[key, member] : timeoutKeys) {
            std::chrono::seconds &timeout = m_configuration.timeouts.*member;
            timeout = std::chrono::seconds(number(key, timeout.count(), longestTimeout));
        }
        for (const QString &key : std::as_const(m_keys))
            tell("\"" + key.toStdString() + "\" is not known here.");
    }

private:
    QVariant take(const char *key)
    {
        m_keys.removeAll(QLatin1String(key));
        return m_file.value(QLatin1String(key));
    }

    qint64 number(const char *key, qint64 standard, qint64 most)
    {
        const QVariant value = take(key);
        if (!value.isValid())
            return standard;
        bool isNumber = false;
        const qint64 given = value.toString().toLongLong(&isNumber);
        if (isNumber && given >= 1 && given <= most)
            return given;
        tell(std::string(key) + " must be a whole number from 1 to " + std::to_string(most) + ".");
        return standard;
    }

    // With commas between.
    void takeFolders()
    {
        for (const QString &entry : take("log-folders").toStringList()) {
            std::string folder = entry.trimmed().toStdString();
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
        const QString word = take("log-software-line").toString();
        if (word == QLatin1String("microsoft"))
            m_configuration.logSoftware = LogSoftware::microsoft;
        else if (!word.isEmpty() && word != QLatin1String("parapet"))
            tell("log-software-line must be parapet or microsoft.");
    }

    void tell(const std::string &problem)
    {
        m_configuration.problems.push_back("In " + m_path + " a line is left out: " + problem);
    }

    const std::string &m_path;
    QSettings m_file;
    QStringList m_keys;
    Configuration &m_configuration;
};

}  // namespace

Configuration Configuration::read(const std::string &path)
{
    Configuration configuration;
    if (QFileInfo::exists(QString::fromStdString(path)))
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
