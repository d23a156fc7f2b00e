// SPDX-License-Identifier: GPL-2.0-or-later
// The programs that the bus tests start, as root and as other users.
#pragma once

#include "tests/app/child.h"
#include "tests/app/privatebus.h"

#include <QCoreApplication>

#include <memory>

#include <sys/types.h>

namespace parapet {

inline constexpr uid_t nobodyId = 65534;

// The real service on a fake firewall (fakehelper.cpp).
inline QString helperProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/fakehelper");
}

inline QStringList callerCommand()
{
    return {QStringLiteral("/usr/bin/python3"), QStringLiteral("-B"), source("tests/app/caller.py")};
}

inline std::unique_ptr<Child> rootCaller(const PrivateBus &bus)
{
    const QStringList command = callerCommand();
    return std::make_unique<Child>(bus.address(), command.first(), command.mid(1));
}

inline std::unique_ptr<Child> asUser(uid_t user, const PrivateBus &bus, const QStringList &command)
{
    const QStringList become{QStringLiteral("--reuid=%1").arg(user), QStringLiteral("--regid=%1").arg(user),
                             QStringLiteral("--clear-groups")};
    return std::make_unique<Child>(bus.address(), QStringLiteral("setpriv"), become + command);
}

inline std::unique_ptr<Child> userCaller(uid_t user, const PrivateBus &bus)
{
    return asUser(user, bus, callerCommand());
}

}  // namespace parapet
