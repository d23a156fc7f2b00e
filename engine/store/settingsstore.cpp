// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/store/settingsstore.h"

#include "engine/base/limits.h"
#include "engine/model/change.h"

#include <optional>
#include <utility>
#include <variant>

namespace parapet {
namespace {

Error damaged(const std::string &what)
{
    return {ErrorKind::damaged, "settings.db is damaged: " + what + "."};
}

// Writes changes one after another; each statement is prepared when the first change needs it.
class ChangeWriter {
public:
    explicit ChangeWriter(Database &database) : m_database(database) { }

    Outcome operator()(const SetOpmode &change)
    {
        return run(m_setOpmode, "UPDATE profile SET opmode = ? WHERE id = ?",
                   [&](Statement &statement) { statement.bind(1, word(change.mode)).bind(2, word(change.profile)); });
    }

    Outcome operator()(const SetPort &change)
    {
        return run(
            m_setPort,
            "INSERT INTO port_exception (profile, protocol, port, name, enabled, scope) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (profile, protocol, port) DO UPDATE SET name = excluded.name, enabled = excluded.enabled, "
            "scope = excluded.scope",
            [&](Statement &statement) {
                statement.bind(1, word(change.profile)).bind(2, word(change.key.protocol));
                statement.bind(3, change.key.port).bind(4, change.entry.name).bind(5, change.entry.enabled);
                statement.bind(6, change.entry.scope.text());
            });
    }

    Outcome operator()(const RemovePort &change)
    {
        return run(m_removePort, "DELETE FROM port_exception WHERE profile = ? AND protocol = ? AND port = ?",
                   [&](Statement &statement) {
                       statement.bind(1, word(change.profile)).bind(2, word(change.key.protocol));
                       statement.bind(3, change.key.port);
                   });
    }

    Outcome operator()(const SetLog &change)
    {
        return run(m_setLog, "UPDATE log SET dropped_packets = ?, successful_connections = ?, max_size_kb = ?",
                   [&](Statement &statement) {
                       statement.bind(1, change.log.droppedPackets).bind(2, change.log.successfulConnections);
                       statement.bind(3, change.log.maxSizeKb);
                   });
    }

private:
    template <class Bind> Outcome run(std::optional<Statement> &statement, std::string_view sql, Bind bind)
    {
        if (!statement) {
            Result<Statement> prepared = m_database.prepare(sql);
            if (!prepared)
                return prepared.error();
            statement.emplace(*std::move(prepared));
        }
        bind(*statement);
        return statement->run();
    }

    Database &m_database;
    std::optional<Statement> m_setOpmode, m_setPort, m_removePort, m_setLog;
};

}  // namespace

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
    Settings settings;
    for (auto part : {&SettingsStore::loadProfiles, &SettingsStore::loadPorts, &SettingsStore::loadLog}) {
        Outcome loaded = (this->*part)(settings);
        if (!loaded)
            return loaded.error();
    }
    return settings;
}

Outcome SettingsStore::loadProfiles(Settings &settings)
{
    Result<Statement> rows = m_database.prepare("SELECT id, opmode FROM profile");
    if (!rows)
        return rows.error();
    std::size_t count = 0;
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step(), ++count) {
        const std::optional<ProfileId> id = profileFromWord(rows->text(0));
        const std::optional<Opmode> opmode = opmodeFromWord(rows->text(1));
        if (!id || !opmode)
            return damaged("unknown profile or operating state");
        settings.profile(*id).opmode = *opmode;
    }
    if (!more)
        return more.error();
    if (count != allProfiles.size())
        return damaged("a profile is missing");
    return Done{};
}

Outcome SettingsStore::loadPorts(Settings &settings)
{
    Result<Statement> rows =
        m_database.prepare("SELECT profile, protocol, port, name, enabled, scope FROM port_exception");
    if (!rows)
        return rows.error();
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step()) {
        const std::optional<ProfileId> id = profileFromWord(rows->text(0));
        const std::optional<PortProtocol> protocol = portProtocolFromWord(rows->text(1));
        const std::int64_t port = rows->integer(2);
        if (!id || !protocol || port < 1 || port > 65535)
            return damaged("a port exception has an unknown profile, protocol or port");
        const Result<Scope> scope = Scope::parse(rows->text(5));
        if (!scope)
            return damaged("a port exception has a scope that cannot be read");
        settings.profile(*id).ports.insert_or_assign(PortKey{*protocol, static_cast<std::uint16_t>(port)},
                                                     PortException{rows->text(3), rows->integer(4) != 0, *scope});
    }
    if (!more)
        return more.error();
    return Done{};
}

Outcome SettingsStore::loadLog(Settings &settings)
{
    Result<Statement> rows =
        m_database.prepare("SELECT dropped_packets, successful_connections, max_size_kb FROM log WHERE id = 1");
    if (!rows)
        return rows.error();
    Result<bool> row = rows->step();
    if (!row)
        return row.error();
    if (!*row)
        return damaged("the log settings are missing");
    const std::int64_t size = rows->integer(2);
    if (size < limits::logSizeMinKb || size > limits::logSizeMaxKb)
        return damaged("the size of the log is out of range");
    settings.log = {rows->integer(0) != 0, rows->integer(1) != 0, static_cast<std::uint32_t>(size)};
    return Done{};
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
