// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/store/settingsstore.h"

#include "engine/model/change.h"
#include "engine/store/changewriter.h"
#include "engine/store/settingsreader.h"

#include <utility>
#include <variant>

namespace parapet {

SettingsStore::SettingsStore(Database database) : m_database(std::move(database)) { }

Result<SettingsStore> SettingsStore::open(const std::string &path)
{
    Result<Database> database = Database::open(path, settingsMigrations(), Database::Durability::full);
    if (!database)
        return database.error();
    SettingsStore store(*std::move(database));
    if (Result<Settings> settings = store.load(); !settings)
        return settings.error();
    return store;
}

Result<Settings> SettingsStore::load()
{
    return SettingsReader(m_database).read();
}

Outcome SettingsStore::save(const Settings &before, const Settings &after, const std::function<Outcome()> &enforce)
{
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (Outcome written = write(before, after); !written)
        return written;
    if (Outcome enforced = enforce(); !enforced)
        return enforced;
    return transaction->commit();
}

Outcome SettingsStore::write(const Settings &before, const Settings &after)
{
    ChangeWriter writer(m_database);
    for (const Change &change : difference(before, after)) {
        Outcome written = std::visit(writer, change);
        if (!written)
            return written;
    }
    return Done{};
}

}  // namespace parapet
