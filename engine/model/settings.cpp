// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/settings.h"

#include <algorithm>

namespace parapet {

namespace {

constexpr PortKey smbOverTcp{PortProtocol::tcp, 445};

bool opens(const Profile &profile, const Service &service, const PortKey &key)
{
    const ServiceException exception = serviceException(profile, service.id);
    const ServicePort *port = findPort(service, key);
    return exception.enabled && port && setting(exception, *port).enabled;
}

}  // namespace

ServiceException serviceException(const Profile &profile, std::string_view id)
{
    const auto found = profile.services.find(id);
    return found == profile.services.end() ? ServiceException{} : found->second;
}

ConnectionSettings connectionSettings(const Settings &settings, std::string_view connection)
{
    const auto found = settings.connections.find(connection);
    return found == settings.connections.end() ? ConnectionSettings{} : found->second;
}

bool opensFileSharing(const Profile &profile)
{
    const auto port = profile.ports.find(smbOverTcp);
    if (port != profile.ports.end() && port->second.enabled)
        return true;
    return std::ranges::any_of(serviceCatalogue(),
                               [&](const Service &service) { return opens(profile, service, smbOverTcp); });
}

IcmpSettings icmpInForce(const Profile &profile)
{
    IcmpSettings icmp = profile.icmp;
    if (opensFileSharing(profile))
        icmp.set(IcmpItem::echoRequest, true);
    return icmp;
}

}  // namespace parapet
