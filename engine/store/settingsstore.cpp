// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/store/settingsstore.h"

#include "engine/model/change.h"
#include "engine/store/changewriter.h"
#include "engine/store/settingsreader.h"

#include <utility>
#include <variant>

namespace parapet {

SettingsStore::SettingsStore(Database database, std::string path, std::string problem)
    : m_database(std::move(database)), m_path(std::move(path)), m_problem(std::move(problem))
{
}

Result<SettingsStore> SettingsStore::open(const std::string &path)
{
    Result<Database> database = Database::open(path, settingsMigrations(), Database::Durability::full);
    std::string problem;
    if (!database && database.error().kind == ErrorKind::io) {
        problem =
            database.error().text + " The settings that were saved last are in force, but no change can be saved.";
        if (auto toRead = Database::openToRead(path, settingsMigrations().back().version))
            database = std::move(toRead);
    }
    if (!database)
        return database.error();
    SettingsStore store(*std::move(database), path, std::move(problem));
    if (Result<Settings> settings = store.load(); !settings)
        return settings.error();
    return store;
}

Outcome SettingsStore::makeWritable()
{
    if (m_problem.empty())
        return Done{};
    Result<Database> database = Database::open(m_path, settingsMigrations(), Database::Durability::full);
    if (!database)
        return database.error();
    m_database = *std::move(database);
    m_problem.clear();
    return Done{};
}

Result<Settings> SettingsStore::load()
{
    return SettingsReader(m_database).read();
}

Outcome SettingsStore::save(const Settings &before, const Settings &after, const std::function<Outcome()> &enforce)
{
    if (Outcome writable = makeWritable(); !writable)
        return writable;
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (Outcome written = write(before, after); !written)
        return written;
    if (Outcome enforced = enforce(); !enforced)
        return enforced;
    return transaction->commit();
}

Result<std::vector<AcknowledgedProgram>> SettingsStore::acknowledged()
{
    Result<Statement> rows = m_database.prepare("SELECT profile, path, uid, tell_again FROM acknowledged_program");
    if (!rows)
        return rows.error();
    std::vector<AcknowledgedProgram> programs;
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step()) {
        const auto profile = profileFromWord(rows->text(0));
        if (profile)  // another cannot be there: the table refers to the profiles
            programs.push_back(
                {*profile, rows->text(1), static_cast<std::uint32_t>(rows->integer(2)), rows->integer(3) != 0});
    }
    if (!more)
        return more.error();
    return programs;
}

Outcome SettingsStore::saveAcknowledged(std::span<const AcknowledgedProgram> programs)
{
    if (Outcome writable = makeWritable(); !writable)
        return writable;
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    if (Outcome emptied = m_database.execute("DELETE FROM acknowledged_program"); !emptied)
        return emptied;
    Result<Statement> insert = m_database.prepare("INSERT INTO acknowledged_program VALUES (?, ?, ?, ?)");
    if (!insert)
        return insert.error();
    for (const AcknowledgedProgram &each : programs) {
        insert->bind(1, word(each.profile))
            .bind(2, each.program)
            .bind(3, std::int64_t(each.uid))
            .bind(4, std::int64_t(each.tellAgain));
        if (Outcome written = insert->run(); !written)
            return written;
    }
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
