// SPDX-License-Identifier: GPL-2.0-or-later
// Environment: the folders that the service manager gives us. The same binary runs from a unit, in a test's namespace
// and in the trial lab. Read once at start; nothing of it ever comes from a caller.
#pragma once

#include "engine/base/result.h"

#include <string>

namespace parapet {

struct Environment {
    std::string stateDirectory;          // STATE_DIRECTORY, default /var/lib/parapet
    std::string logsDirectory;           // LOGS_DIRECTORY, default /var/log/parapet
    std::string configurationDirectory;  // CONFIGURATION_DIRECTORY, default /etc/parapet
    std::string runtimeDirectory;        // RUNTIME_DIRECTORY, default /run/parapet

    static Environment read();
    // Makes what is missing, for us alone (0750; the configuration is left alone).
    Outcome makeFolders() const;

    std::string settingsFile() const { return stateDirectory + "/settings.db"; }
    std::string eventsFile() const { return stateDirectory + "/events.db"; }
    std::string configurationFile() const { return configurationDirectory + "/parapet.conf"; }
    std::string bootExclusionsFile() const { return configurationDirectory + "/boot-exclusions"; }
};

// Held for as long as a helper works on a state directory. The kernel frees it when the process dies.
class InstanceLock {
public:
    // Error busy: another helper holds it; the text says which process.
    static Result<InstanceLock> take(const std::string &stateDirectory);
    InstanceLock(InstanceLock &&other) noexcept;
    InstanceLock &operator=(InstanceLock &&) = delete;
    ~InstanceLock();

private:
    explicit InstanceLock(int file) : m_file(file) { }
    int m_file;
};

}  // namespace parapet
