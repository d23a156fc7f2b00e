// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/store/changewriter.h"

#include <utility>

namespace parapet {

// sql: a literal. values: what stands for its question marks.
template <class... Values> Outcome ChangeWriter::run(std::string_view sql, const Values &...values)
{
    auto found = m_prepared.find(sql);
    if (found == m_prepared.end()) {
        Result<Statement> prepared = m_database.prepare(sql);
        if (!prepared)
            return prepared.error();
        found = m_prepared.emplace(sql, *std::move(prepared)).first;
    }
    int position = 0;
    (found->second.bind(++position, values), ...);
    return found->second.run();
}

Outcome ChangeWriter::operator()(const SetOpmode &change)
{
    return run("UPDATE profile SET opmode = ? WHERE id = ?", word(change.mode), word(change.profile));
}

Outcome ChangeWriter::operator()(const SetNotifications &change)
{
    return run("UPDATE profile SET notifications = ? WHERE id = ?", change.on, word(change.profile));
}

Outcome ChangeWriter::operator()(const SetMulticastResponse &change)
{
    return run("UPDATE profile SET multicast_response = ? WHERE id = ?", change.on, word(change.profile));
}

Outcome ChangeWriter::operator()(const SetPort &change)
{
    return run("INSERT OR REPLACE INTO port_exception (profile, protocol, port, name, enabled, scope) "
               "VALUES (?, ?, ?, ?, ?, ?)",
               word(change.profile), word(change.key.protocol), change.key.port, change.entry.name,
               change.entry.enabled, change.entry.scope.text());
}

Outcome ChangeWriter::operator()(const RemovePort &change)
{
    return run("DELETE FROM port_exception WHERE profile = ? AND protocol = ? AND port = ?", word(change.profile),
               word(change.key.protocol), change.key.port);
}

Outcome ChangeWriter::operator()(const SetProgram &change)
{
    return run("INSERT OR REPLACE INTO program_exception (profile, path, name, enabled, scope) VALUES (?, ?, ?, ?, ?)",
               word(change.profile), change.path, change.entry.name, change.entry.enabled, change.entry.scope.text());
}

Outcome ChangeWriter::operator()(const RemoveProgram &change)
{
    return run("DELETE FROM program_exception WHERE profile = ? AND path = ?", word(change.profile), change.path);
}

// Its ports go with the row (ON DELETE CASCADE).
Outcome ChangeWriter::operator()(const SetService &change)
{
    Outcome done =
        run("DELETE FROM service_exception WHERE profile = ? AND service = ?", word(change.profile), change.id);
    if (done && change.entry != ServiceException{})
        done = run("INSERT INTO service_exception (profile, service, enabled) VALUES (?, ?, ?)", word(change.profile),
                   change.id, change.entry.enabled);
    for (const auto &[key, port] : change.entry.ports) {
        if (!done)
            break;
        done =
            run("INSERT INTO service_port (profile, service, protocol, port, enabled, scope) VALUES (?, ?, ?, ?, ?, ?)",
                word(change.profile), change.id, word(key.protocol), key.port, port.enabled, port.scope.text());
    }
    return done;
}

Outcome ChangeWriter::operator()(const SetIcmp &change)
{
    if (change.allowed)
        return run("INSERT OR REPLACE INTO icmp_setting (profile, item) VALUES (?, ?)", word(change.profile),
                   word(change.item));
    return run("DELETE FROM icmp_setting WHERE profile = ? AND item = ?", word(change.profile), word(change.item));
}

Outcome ChangeWriter::operator()(const SetConnectionFilter &change)
{
    if (change.filtered)
        return run("DELETE FROM unfiltered_connection WHERE connection = ?", change.connection);
    return run("INSERT OR REPLACE INTO unfiltered_connection (connection) VALUES (?)", change.connection);
}

Outcome ChangeWriter::operator()(const SetConnectionPort &change)
{
    return run(
        "INSERT OR REPLACE INTO connection_port (connection, protocol, port, name, enabled) VALUES (?, ?, ?, ?, ?)",
        change.connection, word(change.key.protocol), change.key.port, change.entry.name, change.entry.enabled);
}

Outcome ChangeWriter::operator()(const RemoveConnectionPort &change)
{
    return run("DELETE FROM connection_port WHERE connection = ? AND protocol = ? AND port = ?", change.connection,
               word(change.key.protocol), change.key.port);
}

Outcome ChangeWriter::operator()(const SetConnectionIcmp &change)
{
    if (change.allowed)
        return run("INSERT OR REPLACE INTO connection_icmp (connection, item) VALUES (?, ?)", change.connection,
                   word(change.item));
    return run("DELETE FROM connection_icmp WHERE connection = ? AND item = ?", change.connection, word(change.item));
}

Outcome ChangeWriter::operator()(const SetLog &change)
{
    return run("UPDATE log SET dropped_packets = ?, successful_connections = ?, max_size_kb = ?, file = ?",
               change.log.droppedPackets, change.log.successfulConnections, change.log.maxSizeKb, change.log.file);
}

}  // namespace parapet
