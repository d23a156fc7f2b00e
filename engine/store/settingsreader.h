// SPDX-License-Identifier: GPL-2.0-or-later
// SettingsReader: reads the tables of settings.db. What cannot be settings is damage, told by row.
#pragma once

#include "engine/model/settings.h"
#include "engine/store/database.h"

#include <functional>
#include <string_view>

namespace parapet {

class SettingsReader {
public:
    // The database must outlive it.
    explicit SettingsReader(Database &database) : m_database(database) { }

    // Errors: damaged, io.
    Result<Settings> read();

private:
    using Row = std::function<Outcome(const Statement &)>;
    Outcome each(std::string_view sql, const Row &row);
    Outcome profiles();
    Outcome ports();
    Outcome programs();
    Outcome services();
    Outcome servicePorts();
    Outcome icmp();
    Outcome connections();
    Outcome log();

    Database &m_database;
    Settings m_settings;
};

}  // namespace parapet
