// SPDX-License-Identifier: GPL-2.0-or-later
// Service: a predefined exception for something that a computer offers (xp-reference 2). The catalogue in
// servicecatalogue.cpp is the only place that lists them; what a person made of one stands in ServiceException.
#pragma once

#include "engine/model/portkey.h"
#include "engine/model/scope.h"

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace parapet {

// A port, or a row of neighbouring ports that are checked and scoped together.
struct ServicePort {
    PortKey first;
    std::uint16_t last;     // the same as first.port for a single one
    std::string_view name;  // English; the windows translate it
    Scope::Kind scope;      // unless a person changed it: any or localSubnet
};

struct Service {
    std::string_view id;    // in the store, on D-Bus; never changes
    std::string_view name;  // English; the windows translate it
    bool listed;            // false: not in the windows, only on the command line (Remote Administration)
    std::span<const ServicePort> ports;
};

// All that there are, in the order of their names. Indexes are not stable between versions.
std::span<const Service> serviceCatalogue();
const Service *findService(std::string_view id);                            // null if there is none
const ServicePort *findPort(const Service &service, const PortKey &first);  // null if it has no such port

// One port of a service as a person set it.
struct ServicePortSetting {
    bool enabled = true;
    Scope scope{};
    bool operator==(const ServicePortSetting &) const = default;
};

struct ServiceException {
    bool enabled = false;
    std::map<PortKey, ServicePortSetting> ports;  // only those that differ from the catalogue; by their first port

    bool customized() const { return !ports.empty(); }
    bool operator==(const ServiceException &) const = default;
};

ServicePortSetting defaultSetting(const ServicePort &port);
// What holds for this port: the person's choice, else the catalogue's.
ServicePortSetting setting(const ServiceException &exception, const ServicePort &port);

// Each single port that the service opens, and to whom; also of a service that is off.
std::vector<std::pair<PortKey, Scope>> openedPorts(const Service &service, const ServiceException &exception);

// A port that the Services tab of a connection offers (xp-reference 1.13).
struct ConnectionService {
    std::string_view name;  // English; the windows translate it
    PortKey port;
};
std::span<const ConnectionService> connectionServices();

}  // namespace parapet
