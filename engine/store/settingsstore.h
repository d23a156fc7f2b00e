// SPDX-License-Identifier: GPL-2.0-or-later
// SettingsStore: settings.db. Survives kill -9 and power loss at any point: one transaction per change.
#pragma once

#include "engine/base/result.h"
#include "engine/model/alert.h"
#include "engine/model/settings.h"
#include "engine/store/database.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace parapet {

std::span<const Migration> settingsMigrations();  // migrations/settings/*.sql, embedded at build time

class SettingsStore {
public:
    // Errors as Database::open(); damaged also when what is in it cannot be settings. A new file
    // holds the defaults: on, no exceptions in the list, no logging.
    // On a disk that is full or read-only it is opened to read what was saved: see problem().
    static Result<SettingsStore> open(const std::string &path);

    // Why nothing can be saved, as a sentence; empty: it can. Each save tries anew.
    const std::string &problem() const { return m_problem; }

    Result<Settings> load();

    // The order of a change (docs/architecture.md): begin, write, `enforce` (the kernel), commit. If `enforce`
    // fails nothing is kept and its error comes back. If the commit fails, its error comes back and the caller
    // must go back to the old policy. Only rows that differ between `before` (what load() gave or the last save()
    // kept) and `after` are written.
    Outcome save(const Settings &before, const Settings &after, const std::function<Outcome()> &enforce);

    // Who made which row of the list without the right to change settings. Kept whole.
    Result<std::vector<AcknowledgedProgram>> acknowledged();
    Outcome saveAcknowledged(std::span<const AcknowledgedProgram> programs);

private:
    SettingsStore(Database database, std::string path, std::string problem);
    Outcome makeWritable();
    Outcome write(const Settings &before, const Settings &after);
    Database m_database;
    std::string m_path;
    std::string m_problem;
};

}  // namespace parapet
