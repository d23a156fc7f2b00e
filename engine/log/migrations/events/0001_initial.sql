-- SPDX-License-Identifier: GPL-2.0-or-later
-- The numbers of action, direction and reason are those of engine/model/logrecord.h and verdict.h: append only.
-- A column is NULL where the event has no such thing.

-- Interface names by number, since a million rows share a few. last_event is an id that no event with this name is
-- above; when the events are gone, so is the name (containers bring new names every day). No FOREIGN KEY: removing
-- a name would read through all events.
CREATE TABLE interface (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    last_event INTEGER NOT NULL
) STRICT;

-- Ids count up without a gap and the oldest go first: (highest - lowest + 1) is the number of rows.
CREATE TABLE event (
    id INTEGER NOT NULL PRIMARY KEY,
    time INTEGER NOT NULL, -- microseconds since 1970-01-01 UTC
    action INTEGER NOT NULL CHECK (action BETWEEN 0 AND 255),
    direction INTEGER NOT NULL CHECK (direction IN (0, 1)),
    reason INTEGER CHECK (reason BETWEEN 0 AND 255),
    rule TEXT NOT NULL, -- 'port TCP:80', '' when no entry decided
    protocol INTEGER CHECK (protocol BETWEEN 0 AND 255),
    source BLOB CHECK (length(source) = 16), -- IPv4 as ::ffff:a.b.c.d
    destination BLOB CHECK (length(destination) = 16),
    source_port INTEGER CHECK (source_port BETWEEN 0 AND 65535),
    destination_port INTEGER CHECK (destination_port BETWEEN 0 AND 65535),
    size INTEGER CHECK (size BETWEEN 0 AND 4294967295),
    tcp_flags INTEGER CHECK (tcp_flags BETWEEN 0 AND 255),
    tcp_sequence INTEGER CHECK (tcp_sequence BETWEEN 0 AND 4294967295),
    tcp_acknowledgement INTEGER CHECK (tcp_acknowledgement BETWEEN 0 AND 4294967295),
    tcp_window INTEGER CHECK (tcp_window BETWEEN 0 AND 65535),
    icmp_type INTEGER CHECK (icmp_type BETWEEN 0 AND 255),
    icmp_code INTEGER CHECK (icmp_code BETWEEN 0 AND 255),
    interface INTEGER, -- interface.id
    lost INTEGER CHECK (lost >= 0)
) STRICT;

CREATE INDEX event_time ON event (time);
