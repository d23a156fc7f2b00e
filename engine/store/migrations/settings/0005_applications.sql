-- SPDX-License-Identifier: GPL-2.0-or-later
-- A program is named by its path, or is an application with a file tree of its own: "flatpak:ID", "snap:ID".

CREATE TABLE program_exception_5 (
    profile TEXT NOT NULL REFERENCES profile (id),
    path TEXT NOT NULL CHECK (path LIKE '/%' OR path LIKE 'flatpak:_%' OR path LIKE 'snap:_%'),
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    scope TEXT NOT NULL CHECK (scope <> ''),
    PRIMARY KEY (profile, path)
) STRICT, WITHOUT ROWID;
INSERT INTO program_exception_5 SELECT profile, path, name, enabled, scope FROM program_exception;
DROP TABLE program_exception;
ALTER TABLE program_exception_5 RENAME TO program_exception;
