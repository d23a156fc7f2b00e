-- SPDX-License-Identifier: GPL-2.0-or-later
-- Rows of the list of programs that somebody made who may not change the settings, by acknowledging a Security Alert: they
-- are counted for each user. tell_again: the message comes again with the next start of the program.

CREATE TABLE acknowledged_program (
    profile TEXT NOT NULL REFERENCES profile (id),
    path TEXT NOT NULL,
    uid INTEGER NOT NULL CHECK (uid BETWEEN 0 AND 4294967295),
    tell_again INTEGER NOT NULL CHECK (tell_again IN (0, 1)),
    PRIMARY KEY (profile, path)
) STRICT, WITHOUT ROWID;
