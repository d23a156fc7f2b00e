// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/eventstore.h"

#include "engine/log/eventhistogram.h"
#include "engine/log/eventrow.h"

#include <algorithm>
#include <utility>

namespace parapet {
namespace {

// The pages of the indexes that a batch touches; SQLite's own 2 MB would be read and written again and again.
constexpr std::string_view tuningSql = "PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 16000";

std::string nameSql(std::string_view table)
{
    return "INSERT INTO " + std::string(table)
        + " (name, last_event) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last_event = excluded.last_event "
          "RETURNING id";
}

constexpr std::string_view begunSql =
    "INSERT OR IGNORE INTO open_connection (protocol, source, source_port, destination, destination_port, direction) "
    "VALUES (?, ?, ?, ?, ?, ?)";
constexpr std::string_view endedSql =
    "DELETE FROM open_connection WHERE protocol = ? AND source = ? AND source_port = ? AND destination = ? "
    "AND destination_port = ?";

constexpr std::string_view minuteSql =
    "INSERT INTO minute (minute, kind, events, first_event, last_event) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (minute, kind) DO UPDATE SET events = events + excluded.events, "
    "first_event = min(first_event, excluded.first_event), last_event = max(last_event, excluded.last_event)";

std::int64_t eventsIn(const LogRecord &record)
{
    return record.action == LogAction::eventsLost ? static_cast<std::int64_t>(record.lost) : 1;
}

}  // namespace

EventStore::EventStore(std::unique_ptr<Database> database, Statements statements)
    : m_database(std::move(database)), m_statements(std::move(statements))
{
}

Result<EventStore> EventStore::open(const std::string &path)
{
    Result<Database> opened = Database::open(path, eventsMigrations(), Database::Durability::relaxed);
    if (!opened)
        return opened.error();
    auto database = std::make_unique<Database>(*std::move(opened));
    if (Outcome tuned = database->execute(tuningSql); !tuned)
        return tuned.error();
    std::vector<Statement> prepared;
    for (const std::string &sql : {std::string(eventrow::insertSql), nameSql("interface"), nameSql("program"),
                                   std::string(minuteSql), std::string(begunSql), std::string(endedSql)}) {
        Result<Statement> statement = database->prepare(sql);
        if (!statement)
            return statement.error();
        prepared.push_back(*std::move(statement));
    }
    return EventStore(std::move(database),
                      {std::move(prepared[0]), std::move(prepared[1]), std::move(prepared[2]), std::move(prepared[3]),
                       std::move(prepared[4]), std::move(prepared[5])});
}

// Asks for names once a batch and not once for ever: an index may change its name.
Result<std::vector<StoredRecord>> EventStore::append(std::span<const LogRecord> records, const Names &names,
                                                     const Account *account)
{
    Result<Transaction> transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    Result<std::int64_t> id =
        m_database->number("SELECT max(last_event, coalesce((SELECT max(id) FROM event), 0)) FROM accounting");
    if (!id)
        return id.error();
    const std::int64_t last = *id + static_cast<std::int64_t>(records.size());
    std::map<std::uint32_t, Name> interfaces{{0, {}}};
    std::map<std::string, Name> programs{{"", {}}};
    Minutes minutes;
    std::vector<StoredRecord> stored;
    stored.reserve(records.size());
    for (const LogRecord &record : records) {
        auto interface = interfaces.find(record.interface);
        if (interface == interfaces.end()) {
            Result<Name> name = resolve(m_statements.interface, names.interface(record.interface), last);
            if (!name)
                return name.error();
            interface = interfaces.emplace(record.interface, *std::move(name)).first;
        }
        const std::string programName = names.program ? names.program(record.rule) : std::string();
        auto program = programs.find(programName);
        if (program == programs.end()) {
            Result<Name> name = resolve(m_statements.program, programName, last);
            if (!name)
                return name.error();
            program = programs.emplace(programName, *std::move(name)).first;
        }
        eventrow::bind(m_statements.insert, ++*id, record, {interface->second.row, program->second.row});
        if (Outcome inserted = m_statements.insert.run(); !inserted)
            return inserted.error();
        if (Outcome kept = keepConnection(record); !kept)
            return kept.error();
        Minute &minute = minutes[{minuteOf(record.time), eventrow::kindOf(record)}];
        minute = {minute.events + eventsIn(record), minute.events || minute.first ? minute.first : *id, *id};
        stored.push_back({*id, record, interface->second.name, programName});
    }
    if (Outcome kept = keepMinutes(minutes); !kept)
        return kept.error();
    if (Outcome kept = account ? keepAccount(*account) : Outcome(Done{}); !kept)
        return kept.error();
    if (Outcome committed = transaction->commit(); !committed)
        return committed.error();
    return stored;
}

Result<EventStore::Name> EventStore::resolve(Statement &upsert, std::string name, std::int64_t lastEvent)
{
    if (name.empty())
        return Name{};
    upsert.bind(1, name).bind(2, lastEvent);
    Result<bool> row = upsert.step();
    const std::int64_t id = row && *row ? upsert.integer(0) : 0;
    upsert.reset();
    if (!row)
        return row.error();
    return Name{std::move(name), id};
}

Outcome EventStore::keepMinutes(const Minutes &minutes)
{
    for (const auto &[key, minute] : minutes) {
        m_statements.minute.bind(1, key.first).bind(2, key.second).bind(3, minute.events);
        m_statements.minute.bind(4, minute.first).bind(5, minute.last);
        if (Outcome kept = m_statements.minute.run(); !kept)
            return kept;
    }
    return Done{};
}

Outcome EventStore::keepConnection(const LogRecord &record)
{
    const bool ends = record.action == LogAction::close;
    if (!ends && record.action != LogAction::open && record.action != LogAction::openInbound)
        return Done{};
    Statement &statement = ends ? m_statements.ended : m_statements.begun;
    statement.bind(1, record.protocol).bindBlob(2, eventrow::bytesOf(record.source)).bind(3, record.sourcePort);
    statement.bindBlob(4, eventrow::bytesOf(record.destination)).bind(5, record.destinationPort);
    if (!ends)
        statement.bind(6, static_cast<std::int64_t>(record.direction));
    return statement.run();
}

Outcome EventStore::keepConnections(std::span<const LogRecord> records)
{
    if (records.empty())
        return Done{};
    Result<Transaction> transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    for (const LogRecord &record : records) {
        if (Outcome kept = keepConnection(record); !kept)
            return kept;
    }
    return transaction->commit();
}

Result<std::vector<LogRecord>> EventStore::openConnections()
{
    Result<Statement> rows = m_database->prepare("SELECT protocol, source, source_port, destination, destination_port, "
                                                 "direction FROM open_connection");
    if (!rows)
        return rows.error();
    std::vector<LogRecord> open;
    Result<bool> more = rows->step();
    for (; more && *more; more = rows->step()) {
        LogRecord &record = open.emplace_back();
        record.protocol = static_cast<std::uint8_t>(rows->integer(0));
        record.source = eventrow::addressOf(rows->blob(1));
        record.sourcePort = static_cast<std::uint16_t>(rows->integer(2));
        record.destination = eventrow::addressOf(rows->blob(3));
        record.destinationPort = static_cast<std::uint16_t>(rows->integer(4));
        record.hasPorts = record.protocol == ipproto::tcp || record.protocol == ipproto::udp;
        record.direction = static_cast<Direction>(rows->integer(5));
        record.action = record.direction == Direction::outbound ? LogAction::open : LogAction::openInbound;
    }
    if (!more)
        return more.error();
    return open;
}

Outcome EventStore::keepAccount(const Account &account)
{
    Result<Statement> update = m_database->prepare(
        "UPDATE accounting SET epoch = ?, told = ?, told_in_file = ?, file_inode = ?, file_size = ?");
    if (!update)
        return update.error();
    const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    update->bind(1, account.epoch).bind(2, number(account.told)).bind(3, number(account.toldInFile));
    return update->bind(4, number(account.file.inode)).bind(5, number(account.file.size)).run();
}

Result<Account> EventStore::account()
{
    Result<Statement> row =
        m_database->prepare("SELECT epoch, told, told_in_file, file_inode, file_size FROM accounting");
    if (!row)
        return row.error();
    Result<bool> found = row->step();
    if (!found)
        return found.error();
    const auto number = [&](int column) { return static_cast<std::uint64_t>(row->integer(column)); };
    return Account{row->text(0), number(1), number(2), {number(3), number(4)}};
}

Result<LogPage> EventStore::query(const LogFilter &filter, std::int64_t before, std::size_t count,
                                  EventSearch::Patience patience)
{
    return EventSearch(*m_database).page(filter, before, count, patience);
}

Result<LogHistogram> EventStore::histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before,
                                           EventSearch::Patience patience)
{
    return EventHistogram(*m_database).read(filter, buckets, before, patience);
}

// The highest id that is too old or too much; 0: none. Free pages within the file do not count: they are used before it
// grows.
Result<std::int64_t> EventStore::lastBeyond(const HistoryBounds &bounds, WallTime now)
{
    Result<std::int64_t> used = m_database->number("SELECT (page_count - freelist_count) * page_size FROM "
                                                   "pragma_page_count, pragma_freelist_count, pragma_page_size");
    if (!used)
        return used.error();
    if (static_cast<std::uint64_t>(*used) > bounds.bytes)
        return m_database->number("SELECT coalesce(max(id), 0) FROM event");
    Result<Statement> old = m_database->prepare("SELECT coalesce(max(last_event), 0) FROM minute WHERE minute < ? AND "
                                                "last_event >= (SELECT min(id) FROM event)");
    if (!old)
        return old.error();
    Result<bool> row = old->bind(1, minuteOf(now - bounds.age)).step();
    if (!row)
        return row.error();
    return old->integer(0);
}

// What goes from the rows goes from the minutes too, so that both always say the same.
Outcome EventStore::forgetMinutes(std::int64_t firstId, std::int64_t lastId)
{
    Result<Statement> counted = m_database->prepare("SELECT time / 60000000, kind, sum(coalesce(lost, 1)) FROM event "
                                                    "WHERE id BETWEEN ? AND ? GROUP BY 1, 2");
    Result<Statement> update =
        m_database->prepare("UPDATE minute SET events = events - ?, first_event = max(first_event, ?) "
                            "WHERE minute = ? AND kind = ?");
    Result<Statement> remove =
        m_database->prepare("DELETE FROM minute WHERE minute = ? AND kind = ? AND last_event <= ?");
    if (!counted || !update || !remove)
        return (!counted ? counted : !update ? update : remove).error();
    counted->bind(1, firstId).bind(2, lastId);
    Result<bool> more = counted->step();
    for (; more && *more; more = counted->step()) {
        const std::int64_t minute = counted->integer(0), kind = counted->integer(1);
        update->bind(1, counted->integer(2)).bind(2, lastId + 1).bind(3, minute).bind(4, kind);
        remove->bind(1, minute).bind(2, kind).bind(3, lastId);
        if (Outcome done = update->run(); !done)
            return done;
        if (Outcome done = remove->run(); !done)
            return done;
    }
    if (!more)
        return more.error();
    return Done{};
}

Result<bool> EventStore::trim(std::int64_t rows, const HistoryBounds &bounds, WallTime now)
{
    const Result<std::int64_t> beyond = lastBeyond(bounds, now);
    if (!beyond)
        return beyond.error();
    if (*beyond == 0)
        return true;
    Result<Transaction> transaction = Transaction::begin(*m_database);
    if (!transaction)
        return transaction.error();
    Result<std::int64_t> first = m_database->number("SELECT coalesce(min(id), 1) FROM event");
    if (!first)
        return first.error();
    const std::int64_t last = std::min(*first + rows - 1, *beyond);
    if (Outcome forgotten = forgetMinutes(*first, last); !forgotten)
        return forgotten.error();
    const std::string oldest = "DELETE FROM event WHERE id <= " + std::to_string(last);
    for (const std::string_view sql :
         {std::string_view(
              "UPDATE accounting SET last_event = max(last_event, coalesce((SELECT max(id) FROM event), 0))"),
          std::string_view(oldest),
          std::string_view("DELETE FROM interface WHERE last_event < (SELECT coalesce(min(id), 0) FROM event)"),
          std::string_view("DELETE FROM program WHERE last_event < (SELECT coalesce(min(id), 0) FROM event)")}) {
        if (Outcome done = m_database->execute(sql); !done)
            return done.error();
    }
    if (Outcome committed = transaction->commit(); !committed)
        return committed.error();
    return last == *beyond;
}

}  // namespace parapet
