// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/eventstore.h"

#include "engine/log/eventrow.h"

#include <limits>
#include <optional>
#include <utility>

namespace parapet {
namespace {

constexpr std::string_view interfaceSql = "INSERT INTO interface (name, last_event) VALUES (?, ?) "
                                          "ON CONFLICT (name) DO UPDATE SET last_event = excluded.last_event "
                                          "RETURNING id";

}  // namespace

EventStore::EventStore(Database database, Statement insert, Statement interface)
    : m_database(std::move(database)), m_insert(std::move(insert)), m_interface(std::move(interface))
{
}

Result<EventStore> EventStore::open(const std::string &path)
{
    Result<Database> database = Database::open(path, eventsMigrations(), Database::Durability::relaxed);
    if (!database)
        return database.error();
    Result<Statement> insert = database->prepare(eventrow::insertSql);
    if (!insert)
        return insert.error();
    Result<Statement> interface = database->prepare(interfaceSql);
    if (!interface)
        return interface.error();
    return EventStore(*std::move(database), *std::move(insert), *std::move(interface));
}

Result<std::vector<StoredRecord>> EventStore::append(std::span<const LogRecord> records, const NameOfInterface &name)
{
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    Result<std::int64_t> id = newestId();
    if (!id)
        return id.error();
    const std::int64_t last = *id + static_cast<std::int64_t>(records.size());
    std::map<std::uint32_t, Interface> interfaces{{0, {}}};
    std::vector<StoredRecord> stored;
    stored.reserve(records.size());
    for (const LogRecord &record : records) {
        if (Outcome known = resolve(interfaces, record.interface, name, last); !known)
            return known.error();
        const Interface &interface = interfaces[record.interface];
        eventrow::bind(m_insert, ++*id, record, interface.row);
        if (Outcome inserted = m_insert.run(); !inserted)
            return inserted.error();
        stored.push_back({*id, record, interface.name});
    }
    if (Outcome committed = transaction->commit(); !committed)
        return committed.error();
    return stored;
}

// Asks once a batch and not once for ever: an index may change its name.
Outcome EventStore::resolve(std::map<std::uint32_t, Interface> &interfaces, std::uint32_t index,
                            const NameOfInterface &name, std::int64_t lastEvent)
{
    const auto [entry, isNew] = interfaces.try_emplace(index);
    if (!isNew)
        return Done{};
    entry->second.name = name(index);
    if (entry->second.name.empty())
        return Done{};
    Result<std::int64_t> row = interfaceRow(entry->second.name, lastEvent);
    if (!row)
        return row.error();
    entry->second.row = *row;
    return Done{};
}

Result<std::int64_t> EventStore::newestId()
{
    return m_database.number("SELECT coalesce(max(id), 0) FROM event");
}

Result<std::int64_t> EventStore::interfaceRow(const std::string &name, std::int64_t lastEvent)
{
    m_interface.bind(1, name).bind(2, lastEvent);
    Result<bool> row = m_interface.step();
    const std::int64_t id = row && *row ? m_interface.integer(0) : 0;
    m_interface.reset();
    if (!row)
        return row.error();
    return id;
}

Result<std::vector<StoredRecord>> EventStore::newest(std::size_t count, std::int64_t before)
{
    Result<Statement> rows = m_database.prepare(eventrow::selectSql);
    if (!rows)
        return rows.error();
    rows->bind(1, before == 0 ? std::numeric_limits<std::int64_t>::max() : before);
    rows->bind(2, static_cast<std::int64_t>(count));
    std::vector<StoredRecord> records;
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step()) {
        std::optional<StoredRecord> record = eventrow::read(*rows);
        if (!record)
            return Error{ErrorKind::damaged, "events.db is damaged: an event has an unknown action."};
        records.push_back(*std::move(record));
    }
    if (!more)
        return more.error();
    return records;
}

Outcome EventStore::trim(std::int64_t rows)
{
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return transaction.error();
    Result<Statement> oldest = m_database.prepare(
        "DELETE FROM event WHERE id <= min((SELECT max(id) FROM event) - ?, (SELECT min(id) FROM event) - 1 + ?)");
    if (!oldest)
        return oldest.error();
    if (Outcome removed = oldest->bind(1, rowsMax).bind(2, rows).run(); !removed)
        return removed;
    if (Outcome removed = m_database.execute("DELETE FROM interface WHERE last_event < (SELECT min(id) FROM event)");
        !removed)
        return removed;
    return transaction->commit();
}

}  // namespace parapet
