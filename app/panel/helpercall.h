// SPDX-License-Identifier: GPL-2.0-or-later
// Calls to the helper on which a person may have to type a password, and what their replies come to. GUI thread only.
#pragma once

#include "engine/base/result.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QString>
#include <QVariantList>

#include <functional>

class QObject;

namespace parapet {

// To the helper with this unique name. `heard` gets the reply or an error, later, unless `context` is gone by then. An
// empty owner is answered with an error as well. `mayAsk`: polkit may open its password dialog.
void callHelper(const QDBusConnection &bus, const QString &owner, const char *method, const QVariantList &arguments,
                bool mayAsk, QObject *context, std::function<void(const QDBusMessage &)> heard);

bool isReply(const QDBusMessage &message, const char *signature);
Error errorOf(const QDBusMessage &reply);
Outcome outcomeOf(const QDBusMessage &reply);

}  // namespace parapet
