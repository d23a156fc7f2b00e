// SPDX-License-Identifier: GPL-2.0-or-later
// LogCommand: "parapetctl log". Prints as it reads, because a log is larger than a memory.
#pragma once

#include "app/ctl/firewallproxy.h"
#include "app/ctl/logrequest.h"

#include <QObject>
#include <QVariantMap>

#include <cstdint>
#include <cstdio>

class QDBusMessage;

namespace parapet::ctl {

class LogCommand : public QObject {
    Q_OBJECT

public:
    // out, err: stay open; the firewall outlives it.
    LogCommand(LogRequest request, const FirewallProxy &firewall, FILE *out, FILE *err);

    // To the end, or until there is nobody to read it. The exit code.
    int run();

private Q_SLOTS:
    void recorded(const QDBusMessage &signal);
    void serviceCame();

private:
    Result<bool> printHistory();
    int follow();
    bool print(const std::string &text);
    int fail(const Error &error);
    void showProgress(std::int64_t next);

    LogRequest m_request;
    const FirewallProxy &m_firewall;
    FILE *m_out, *m_err;
    std::int64_t m_last = 0;    // id of the newest that is printed
    std::int64_t m_newest = 0;  // id where the search began
};

// The words behind "log"; the exit code.
int runLog(std::span<const std::string> words, const FirewallProxy &firewall);

}  // namespace parapet::ctl
