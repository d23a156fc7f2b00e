-- SPDX-License-Identifier: GPL-2.0-or-later
-- The history can be searched. An IPv4 address takes four bytes; one number says what happened and why; programs have
-- names by number, as interfaces have; what was counted is kept beside the rows.
-- kind: the reason of a drop (engine/model/verdict.h), or 256 + the action of anything else (logrecord.h).

ALTER TABLE event RENAME TO event_1;
DROP INDEX event_time;

-- As the table interface.
CREATE TABLE program (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    last_event INTEGER NOT NULL
) STRICT;

-- Ids count up without a gap and the oldest go first: (highest - lowest + 1) is the number of rows.
CREATE TABLE event (
    id INTEGER NOT NULL PRIMARY KEY,
    time INTEGER NOT NULL, -- microseconds since 1970-01-01 UTC
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 511),
    direction INTEGER NOT NULL CHECK (direction IN (0, 1)),
    rule TEXT NOT NULL, -- 'port TCP:80', '' when no entry decided
    protocol INTEGER CHECK (protocol BETWEEN 0 AND 255),
    source BLOB CHECK (length(source) IN (4, 16)),
    destination BLOB CHECK (length(destination) IN (4, 16)),
    source_port INTEGER CHECK (source_port BETWEEN 0 AND 65535),
    destination_port INTEGER CHECK (destination_port BETWEEN 0 AND 65535),
    size INTEGER CHECK (size BETWEEN 0 AND 4294967295),
    tcp_flags INTEGER CHECK (tcp_flags BETWEEN 0 AND 255),
    tcp_sequence INTEGER CHECK (tcp_sequence BETWEEN 0 AND 4294967295),
    tcp_acknowledgement INTEGER CHECK (tcp_acknowledgement BETWEEN 0 AND 4294967295),
    tcp_window INTEGER CHECK (tcp_window BETWEEN 0 AND 65535),
    icmp_type INTEGER CHECK (icmp_type BETWEEN 0 AND 255),
    icmp_code INTEGER CHECK (icmp_code BETWEEN 0 AND 255),
    lost INTEGER CHECK (lost >= 0),
    interface INTEGER, -- interface.id
    program INTEGER -- program.id
) STRICT;

INSERT INTO event SELECT id, time, iif(action = 3, coalesce(reason, 10), 256 + action), direction, rule, protocol,
    iif(substr(source, 1, 12) = x'00000000000000000000ffff', substr(source, 13), source),
    iif(substr(destination, 1, 12) = x'00000000000000000000ffff', substr(destination, 13), destination),
    source_port, destination_port, size, tcp_flags, tcp_sequence, tcp_acknowledgement, tcp_window, icmp_type, icmp_code,
    lost, interface, NULL FROM event_1;
DROP TABLE event_1;

-- Each also holds the id, in whose order the rows of one value are read.
CREATE INDEX event_kind ON event (kind);
CREATE INDEX event_protocol ON event (protocol) WHERE protocol IS NOT NULL;
CREATE INDEX event_source ON event (source) WHERE source IS NOT NULL;
CREATE INDEX event_destination ON event (destination) WHERE destination IS NOT NULL;
-- Senders take any port above the well-known ones; an index of those would cost more than all others together.
CREATE INDEX event_source_port ON event (source_port) WHERE source_port < 1024;
CREATE INDEX event_destination_port ON event (destination_port) WHERE destination_port IS NOT NULL;
CREATE INDEX event_interface ON event (interface) WHERE interface IS NOT NULL;
CREATE INDEX event_program ON event (program) WHERE program IS NOT NULL;

-- How many events of a kind (of INFO-EVENTS-LOST: how many were lost) there were in a minute, and between which ids
-- they are, also when the clock was set back. This is the index by time, and what a histogram adds up.
CREATE TABLE minute (
    minute INTEGER NOT NULL, -- time / 60,000,000
    kind INTEGER NOT NULL,
    events INTEGER NOT NULL,
    first_event INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    PRIMARY KEY (minute, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO minute SELECT time / 60000000, kind, sum(coalesce(lost, 1)), min(id), max(id) FROM event GROUP BY 1, 2;

-- How many of the packets that the kernel's counters of this epoch have counted as dropped are told, as a row each or in
-- INFO-EVENTS-LOST; the same of pfirewall.log, and where that ended when this was written. One row. It is written with the
-- rows themselves, so that no crash comes between.
CREATE TABLE accounting (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    epoch TEXT NOT NULL, -- another one: the counters began anew
    told INTEGER NOT NULL,
    told_in_file INTEGER NOT NULL,
    file_inode INTEGER NOT NULL,
    file_size INTEGER NOT NULL,
    last_event INTEGER NOT NULL -- ids begin above it, also when all rows are gone
) STRICT;
INSERT INTO accounting VALUES (1, '', 0, 0, 0, 0, 0);

-- Connections with an OPEN or OPEN-INBOUND and without the CLOSE that is owed, also by the helper that comes after a crash.
CREATE TABLE open_connection (
    protocol INTEGER NOT NULL,
    source BLOB NOT NULL,
    source_port INTEGER NOT NULL,
    destination BLOB NOT NULL,
    destination_port INTEGER NOT NULL,
    direction INTEGER NOT NULL,
    PRIMARY KEY (protocol, source, source_port, destination, destination_port)
) STRICT, WITHOUT ROWID;
