-- SPDX-License-Identifier: GPL-2.0-or-later
-- Programs, services, ICMP, connections, notifications, answers to multicast, and the file of the log. What existed
-- before goes on as it was; everything new begins with its default.

ALTER TABLE profile ADD COLUMN notifications INTEGER NOT NULL DEFAULT 1 CHECK (notifications IN (0, 1));
ALTER TABLE profile ADD COLUMN multicast_response INTEGER NOT NULL DEFAULT 1 CHECK (multicast_response IN (0, 1));

CREATE TABLE program_exception (
    profile TEXT NOT NULL REFERENCES profile (id),
    path TEXT NOT NULL CHECK (path LIKE '/%'),
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    scope TEXT NOT NULL CHECK (scope <> ''),
    PRIMARY KEY (profile, path)
) STRICT, WITHOUT ROWID;

-- What a person made of a predefined service. No row: as in the catalogue, off.
CREATE TABLE service_exception (
    profile TEXT NOT NULL REFERENCES profile (id),
    service TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    PRIMARY KEY (profile, service)
) STRICT, WITHOUT ROWID;

-- The ports of a service that differ from the catalogue.
CREATE TABLE service_port (
    profile TEXT NOT NULL,
    service TEXT NOT NULL,
    protocol TEXT NOT NULL CHECK (protocol IN ('TCP', 'UDP')),
    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    scope TEXT NOT NULL CHECK (scope <> ''),
    PRIMARY KEY (profile, service, protocol, port),
    FOREIGN KEY (profile, service) REFERENCES service_exception (profile, service) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A row: this message is allowed.
CREATE TABLE icmp_setting (
    profile TEXT NOT NULL REFERENCES profile (id),
    item TEXT NOT NULL,
    PRIMARY KEY (profile, item)
) STRICT, WITHOUT ROWID;

-- A row: no firewall on this connection.
CREATE TABLE unfiltered_connection (
    connection TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE connection_port (
    connection TEXT NOT NULL,
    protocol TEXT NOT NULL CHECK (protocol IN ('TCP', 'UDP')),
    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    PRIMARY KEY (connection, protocol, port)
) STRICT, WITHOUT ROWID;

CREATE TABLE connection_icmp (
    connection TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (connection, item)
) STRICT, WITHOUT ROWID;

ALTER TABLE log ADD COLUMN file TEXT NOT NULL DEFAULT 'pfirewall.log' CHECK (file <> '');
