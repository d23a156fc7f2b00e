// SPDX-License-Identifier: GPL-2.0-or-later
// AlertWords: a question of the Security Alert in the words of a person. Everything in it that came from outside is one
// line of plain text.
#pragma once

#include "engine/model/alert.h"

#include <QCoreApplication>
#include <QString>

namespace parapet {

class AlertWords {
    Q_DECLARE_TR_FUNCTIONS(AlertWords)

public:
    static QString title();
    static QString heading();
    static QString program(const Process &process);      // a name of it that is never empty
    static QString identity(const Process &process);     // by what an exception names it: a path, or "flatpak:ID"
    static QString interpreter(const Process &process);  // the path of what runs it; empty: nothing
    static QString publisher(const Alert &alert);
    static QString ports(const Alert &alert);  // "TCP 8000, UDP 5353"
    static QString knock(const Knock &knock);  // "192.0.2.7 at TCP 8000, 2026-01-31 23:59:59"
    static QString scope(const Scope &scope);
    static QString warning(const Process &process);  // what is odd about its file; empty: nothing
    static QString orUnknown(const QString &line);
};

}  // namespace parapet
