// SPDX-License-Identifier: GPL-2.0-or-later
// ListeningWords: a row of "who listens" in the words of a person. Everything in it that came from outside is one line
// of plain text.
#pragma once

#include "engine/model/listener.h"
#include "engine/model/settings.h"

#include <QCoreApplication>
#include <QString>

namespace parapet {

class ListeningWords {
    Q_DECLARE_TR_FUNCTIONS(ListeningWords)

public:
    static QString heading(int column);  // a ListeningModel::Column

    static QString program(const ListeningProgram &row);  // of all who hold the socket, each name once
    static QString pid(const ListeningProgram &row);      // the first, and how many more there are
    static QString address(const ListeningProgram &row);
    // The exception that lets others in, "blocked", "only this computer" or "not filtered".
    static QString access(const ListeningProgram &row, const Profile &profile);

private:
    static QString exception(const ListeningProgram &row, const Profile &profile);
};

// Does the socket belong to a service, not to a person's session (xp-reference 3.1)? So does one of the kernel's own.
bool isService(const ListeningProgram &row);
// How many services listen where nothing lets others in.
int blockedServices(const std::vector<ListeningProgram> &rows);
bool isBlockedService(const ListeningProgram &row);

}  // namespace parapet
