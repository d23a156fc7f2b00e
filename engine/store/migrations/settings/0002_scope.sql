-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who may use an exception: "*", "LocalSubnet" or a list with commas. What was open to everyone stays so.

ALTER TABLE port_exception RENAME TO port_exception_1;

CREATE TABLE port_exception (
    profile TEXT NOT NULL REFERENCES profile (id),
    protocol TEXT NOT NULL CHECK (protocol IN ('TCP', 'UDP')),
    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    scope TEXT NOT NULL CHECK (scope <> ''),
    PRIMARY KEY (profile, protocol, port)
) STRICT, WITHOUT ROWID;

INSERT INTO port_exception (profile, protocol, port, name, enabled, scope)
    SELECT profile, protocol, port, name, enabled, '*' FROM port_exception_1;

DROP TABLE port_exception_1;
