-- SPDX-License-Identifier: GPL-2.0-or-later
-- Words instead of numbers, so that a person can read the file with any SQLite tool.

CREATE TABLE profile (
    id TEXT NOT NULL PRIMARY KEY CHECK (id IN ('domain', 'standard')),
    opmode TEXT NOT NULL CHECK (opmode IN ('off', 'on', 'on-without-exceptions'))
) STRICT, WITHOUT ROWID;

-- How long a name may be stands in engine/base/limits.h alone.
CREATE TABLE port_exception (
    profile TEXT NOT NULL REFERENCES profile (id),
    protocol TEXT NOT NULL CHECK (protocol IN ('TCP', 'UDP')),
    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    PRIMARY KEY (profile, protocol, port)
) STRICT, WITHOUT ROWID;

-- One row: logging is global in XP SP2, not per profile.
CREATE TABLE log (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    dropped_packets INTEGER NOT NULL CHECK (dropped_packets IN (0, 1)),
    successful_connections INTEGER NOT NULL CHECK (successful_connections IN (0, 1)),
    max_size_kb INTEGER NOT NULL CHECK (max_size_kb BETWEEN 1 AND 32767)
) STRICT;

-- What a machine starts with: on, no exceptions, no logging.
INSERT INTO profile (id, opmode) VALUES ('domain', 'on'), ('standard', 'on');
INSERT INTO log (id, dropped_packets, successful_connections, max_size_kb) VALUES (1, 0, 0, 4096);
