// SPDX-License-Identifier: GPL-2.0-or-later
// The model on the bus: model types <-> the dictionaries of org.parapet.Firewall1.xml. Everything that arrives is
// checked for type, range and length here; an error text says which entry is wrong and what is allowed. A whole number
// may come as any D-Bus integer type; the types below are those that we send.
//
//   settings  { "profiles": { "domain"|"standard": profile }, "connections": [ connection ], "log": log }
//   profile   { "opmode": s, "notifications": b, "multicast-response": b, "ports": [ port ], "programs": [ program ],
//               "services": [ service ], "icmp": [ s ] }   services: those that differ from the catalogue;
//             icmp: the rows that are checked, by their words in engine/model/icmp.h
//   program   { "path": s, "name": s, "enabled": b, "scope": s as for a port }
//   service   { "service": s (its id in the catalogue), "enabled": b,
//               "ports": [ { "protocol": s, "port": u, "enabled": b, "scope": s } ] }   those that differ
//   connection { "connection": s (its id), "filtered": b, "icmp": [ s ],
//               "ports": [ { "protocol": s, "port": u, "name": s, "enabled": b } ] }
//   port      { "protocol": "TCP"|"UDP", "port": u 1..65535, "name": s, "enabled": b,
//               "scope": s "*", "LocalSubnet" or a list (engine/model/scope.h); may be left out: "*" }
//   log       { "dropped": b, "connections": b, "max-size-kb": u, "file": s (a name, or the path of a file in an allowed folder; may be left out: pfirewall.log) }
//   change    ( "set-opmode",  { "profile": s, "mode": s } )
//             ( "set-port",    { "profile": s } + port )
//             ( "remove-port", { "profile": s, "protocol": s, "port": u } )
//             ( "set-program", { "profile": s } + program )
//             ( "remove-program", { "profile": s, "path": s } )
//             ( "set-service", { "profile": s } + service )
//             ( "set-icmp",    { "profile": s, "item": s, "allowed": b } )
//             ( "set-notifications", { "profile": s, "on": b } )
//             ( "set-multicast-response", { "profile": s, "on": b } )
//             ( "set-connection-filter", { "connection": s, "filtered": b } )
//             ( "set-connection-port", { "connection": s, "protocol": s, "port": u, "name": s, "enabled": b } )
//             ( "remove-connection-port", { "connection": s, "protocol": s, "port": u } )
//             ( "set-connection-icmp", { "connection": s, "item": s, "allowed": b } )
//             ( "set-log",     log )
//   record    { "id": x, "time": x (microseconds UTC), "action": s, "direction": "in"|"out", "reason": s, "rule": s,
//               "protocol": u, "source": s, "destination": s, "source-port": u, "destination-port": u, "size": u,
//               "tcp-flags": u, "tcp-sequence": u, "tcp-acknowledgement": u, "tcp-window": u,
//               "icmp-type": u, "icmp-code": u, "interface": s, "lost": t }   what is not valid is left out;
//             "rule" is what text(RuleId) says: "port TCP:80"; "reason", "size" and what follows "tcp-flags" belong to drops
//             "program": s, where the rule names one, is text to show
//   filter    { "actions": as, "protocols": as ("TCP", "UDP", "ICMP", "ICMPv6" or a number), "reasons": as,
//               "address": s (an address, a subnet or first-last; source or destination), "port": u (of the destination; of the source if below 1024),
//               "program": s, "interface": s, "from": x, "to": x (microseconds UTC, both included),
//               "after": x (ids above this one),
//               "text": s (1..200 characters; found by reading every row) }   all may be left out; all that is there must hold
//   histogram { "from": x, "width": x (microseconds), "next": x, "first": x, "last": x (ids between which all records of this
//               time are; 0: none), "rows": [ { "reason": s (left out: lost, so that nobody
//               knows why), "counts": at } ] }
//   listening { "id": t (of the socket; never used twice), "protocol": s, "port": u, "address": s, "v6-only": b, "interface": s
//               (its name; left out: any), "automatic": b, "uid": u, "user": s, "reach": "blocked"|"open"|"local"|"unfiltered",
//               "rule": s (as in a record), "program": s (the row that opens it; both left out where there is none),
//               "published": b (no socket: redirected to a container; left out: a socket), "owners": [ process ] }   at most
//               limits::listeningOwners
//   process   { "pid": u, "uid": u, "program": s (by what it is added to the list; left out: it cannot be), "path": s, "name": s,
//               "unit": s, "session": b, "replaced": b, "foreign": b }   all text as the process has it: show it as plain text
//   alert     { "id": t, "profile": s, "time": x (microseconds UTC), "process": process, "user": s, "publisher": s, "package": s
//               (left out: unknown), "ports": [ { "protocol": s, "port": u } ], "knocks": [ knock ] }
//   knock     { "source": s, "protocol": s, "port": u, "time": x }
//   answer    "keep-blocking", "unblock", "ask-later", "acknowledge" or "acknowledge-always"
//   status    { "version": s, "profile": s, "queue": s, "log-file": s, "log-folders": as, "notices": as,
//               "dropped": t,
//               "watch": s ("bpf" or "polling": how new listeners are noticed; left out: not at all),
//               "rules": b, "flood": b, "connections": [ { "connection": s, "name": s, "kind": s, "interface": s } ] }
//   inspection { "tables": [ { "family": s, "table": s, "closed": b, "inbound": b, "outbound": b } ],
//               "tables-problem": s, "log-problem": s, "log-free": t (bytes) }   engine/model/inspection.h
//   flow      { "protocol": "TCP"|"UDP", "port": u (ours), "source": s, "destination": s (our address; unspecified: any of
//               ours), "source-port": u, "interface": s (may be left out: the one with that address) }; with "icmp-type": u instead of
//             protocol and port it is a message of ICMP, or of ICMPv6 between IPv6 addresses
//   foresight { "now": decision, "then": decision }
//   decision  { "accepted": b, "reason": s, "rule": s (left out where no entry decided) }
//   rights    { "change": r, "read-log": r }   r is "yes", "ask" (after authentication) or "no"
#pragma once

#include "engine/base/result.h"
#include "engine/model/alert.h"
#include "engine/model/change.h"
#include "engine/model/inspection.h"
#include "engine/model/listener.h"
#include "engine/model/logfilter.h"
#include "engine/model/logrecord.h"
#include "engine/model/newflow.h"
#include "engine/model/status.h"

#include <QDBusArgument>
#include <QList>
#include <QString>
#include <QVariantMap>

#include <vector>

namespace parapet {

// Names that other programs rely on.
inline constexpr char serviceName[] = "org.parapet.Firewall1";
inline constexpr char objectPath[] = "/org/parapet/Firewall1";
inline constexpr char errorPrefix[] = "org.parapet.Firewall1.Error.";  // + Invalid, NotFound, Denied, ...
inline constexpr char actionChange[] = "org.parapet.firewall.change";
inline constexpr char actionReadLog[] = "org.parapet.firewall.read-log";

struct WireChange {
    QString verb;
    QVariantMap arguments;
};
using WireChanges = QList<WireChange>;
using WireRecords = QList<QVariantMap>;

QDBusArgument &operator<<(QDBusArgument &argument, const WireChange &change);
const QDBusArgument &operator>>(const QDBusArgument &argument, WireChange &change);

// Call once before the first use of the bus, in every program.
void registerWireTypes();

QVariantMap toWire(const Settings &settings);
Result<Settings> settingsFromWire(const QVariantMap &map);

WireChanges toWire(const std::vector<Change> &changes);
Result<std::vector<Change>> changesFromWire(const WireChanges &changes);

QVariantMap toWire(const Status &status);
Result<Status> statusFromWire(const QVariantMap &map);
QVariantMap toWire(const Rights &rights);
Rights rightsFromWire(const QVariantMap &map);

QVariantMap toWire(const Inspection &inspection);
Result<Inspection> inspectionFromWire(const QVariantMap &map);

QVariantMap toWire(const NewFlow &flow);
Result<NewFlow> newFlowFromWire(const QVariantMap &map);
QVariantMap toWire(const Foresight &foresight);
Result<Foresight> foresightFromWire(const QVariantMap &map);

QVariantMap toWire(const StoredRecord &record);
Result<StoredRecord> recordFromWire(const QVariantMap &map);

QVariantMap toWire(const LogFilter &filter);
Result<LogFilter> filterFromWire(const QVariantMap &map);
QVariantMap toWire(const LogHistogram &histogram);
Result<LogHistogram> histogramFromWire(const QVariantMap &map);
QVariantMap toWire(const ListeningProgram &row);
Result<ListeningProgram> listeningFromWire(const QVariantMap &map);
// As many rows as one message of the bus may hold; others could take the helper from the bus by listening a lot.
WireRecords toWire(const std::vector<ListeningProgram> &rows);
Result<std::vector<ListeningProgram>> listeningFromWire(const WireRecords &rows);

QVariantMap toWire(const Alert &alert);
Result<Alert> alertFromWire(const QVariantMap &map);

QString errorName(ErrorKind kind);         // full D-Bus error name
ErrorKind errorKind(const QString &name);  // io for names that are not ours

}  // namespace parapet

Q_DECLARE_METATYPE(parapet::WireChange)
