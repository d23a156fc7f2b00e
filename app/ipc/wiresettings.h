// SPDX-License-Identifier: GPL-2.0-or-later
// The parts that settings and changes have in common.
#pragma once

#include "app/ipc/dictionary.h"
#include "engine/model/settings.h"

namespace parapet {

void portKeyToWire(QVariantMap &map, const PortKey &key);
void portToWire(QVariantMap &map, const PortKey &key, const PortException &entry);
PortKey takePortKey(Dictionary &from);
Scope takeScope(Dictionary &from);
PortException takePortException(Dictionary &from);

void programToWire(QVariantMap &map, const std::string &path, const ProgramException &entry);
std::string takeProgramPath(Dictionary &from);
ProgramException takeProgramException(Dictionary &from);

void serviceToWire(QVariantMap &map, const std::string &id, const ServiceException &entry);
ServiceException takeServiceException(Dictionary &from);

void connectionPortToWire(QVariantMap &map, const PortKey &key, const ConnectionPort &entry);
ConnectionPort takeConnectionPort(Dictionary &from);
std::string takeConnectionId(Dictionary &from);

QVariantMap logToWire(const LogSettings &log);
LogSettings takeLog(Dictionary &from);

// A word of the model as the bus carries it.
inline QString wireText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

}  // namespace parapet
