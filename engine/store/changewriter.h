// SPDX-License-Identifier: GPL-2.0-or-later
// ChangeWriter: writes changes into the tables of settings.db, one after another, within the caller's transaction.
#pragma once

#include "engine/model/change.h"
#include "engine/store/database.h"

#include <map>
#include <string_view>

namespace parapet {

class ChangeWriter {
public:
    // The database must outlive it.
    explicit ChangeWriter(Database &database) : m_database(database) { }

    // The changes must be such as parapet::apply() takes. Errors: as Statement::run().
    Outcome operator()(const SetOpmode &change);
    Outcome operator()(const SetNotifications &change);
    Outcome operator()(const SetMulticastResponse &change);
    Outcome operator()(const SetPort &change);
    Outcome operator()(const RemovePort &change);
    Outcome operator()(const SetProgram &change);
    Outcome operator()(const RemoveProgram &change);
    Outcome operator()(const SetService &change);
    Outcome operator()(const SetIcmp &change);
    Outcome operator()(const SetConnectionFilter &change);
    Outcome operator()(const SetConnectionPort &change);
    Outcome operator()(const RemoveConnectionPort &change);
    Outcome operator()(const SetConnectionIcmp &change);
    Outcome operator()(const SetLog &change);

private:
    template <class... Values> Outcome run(std::string_view sql, const Values &...values);

    Database &m_database;
    std::map<std::string_view, Statement> m_prepared;  // by their text; most changes come in crowds
};

}  // namespace parapet
