// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/service.h"

#include "app/ctl/json.h"
#include "app/ctl/layout.h"
#include "app/ctl/profiles.h"
#include "app/ctl/scopes.h"
#include "app/ctl/valuechecks.h"

#include <algorithm>
#include <array>

namespace parapet::ctl {

namespace {

struct Name {
    std::string_view word;
    std::string_view id;
};

constexpr std::array names{
    Name{"FILEANDPRINT", "file-and-printer-sharing"},
    Name{"REMOTEADMIN", "remote-administration"},
    Name{"REMOTEDESKTOP", "remote-desktop"},
    Name{"UPNP", "upnp-framework"},
    Name{"SSH", "ssh"},
    Name{"MDNS", "mdns"},
    Name{"KDECONNECT", "kde-connect"},
    Name{"IPP", "ipp-printing"},
    Name{"REMOTEASSISTANCE", "remote-assistance"},
};

std::vector<const Service *> chosenServices(const Invocation &invocation)
{
    std::vector<const Service *> services;
    for (const Service &service : serviceCatalogue()) {
        if (invocation.value("type") == "ALL" || invocation.value("type") == serviceWord(service.id))
            services.push_back(&service);
    }
    return services;
}

PortKey chosenPort(const Invocation &invocation)
{
    const auto protocol = portProtocolFromWord(invocation.value("protocol"));
    const auto port = wholeNumber(invocation.value("port"));  // both were checked when they were read
    return {protocol.value_or(PortProtocol::tcp), static_cast<std::uint16_t>(port.value_or(0))};
}

bool enables(const Invocation &invocation)
{
    return invocation.value("mode") == "ENABLE";
}

// The scope of a service is that of every port that it has. XP pays no heed to it when the service is turned off.
Outcome setWhole(const Invocation &invocation, const Service &service, ServiceException &exception)
{
    exception.enabled = enables(invocation);
    if (!invocation.given("scope") || !exception.enabled)
        return Done{};
    const Result<Scope> scope = chosenScope(invocation);
    if (!scope)
        return scope.error();
    for (const ServicePort &port : service.ports)
        exception.ports[port.first] = {setting(exception, port).enabled, *scope};
    return Done{};
}

// Ours: one port alone; whether the service is on stays as it is.
Outcome setPort(const Invocation &invocation, const ServicePort &port, ServiceException &exception)
{
    const ServicePortSetting present = setting(exception, port);
    Result<Scope> scope = scopeFor(invocation, &present.scope);
    if (!scope)
        return scope.error();
    exception.ports[port.first] = {enables(invocation), *std::move(scope)};
    return Done{};
}

Error noSuchPort(const Invocation &invocation, const std::vector<const Service *> &services)
{
    const PortKey key = chosenPort(invocation);
    const std::string who = services.size() == 1 ? std::string(services.front()->name) + " has no " : "No service has ";
    return {ErrorKind::notFound, who + std::string(word(key.protocol)) + " port " + std::to_string(key.port) + "."};
}

std::string portsOf(const Service &service, const ServiceException &exception)
{
    std::string text;
    for (const ServicePort &port : service.ports) {
        const ServicePortSetting own = setting(exception, port);
        const std::string first = std::to_string(port.first.port);
        const std::string range = port.last == port.first.port ? first : first + "-" + std::to_string(port.last);
        text +=
            row({{"", 9}, {range, 11}, {word(port.first.protocol), 10}, {enabledText(own.enabled), 9}, {port.name, 0}});
        text += "  " + scopeLine(own.scope);
    }
    return text;
}

}  // namespace

std::string_view serviceWord(std::string_view id)
{
    const auto found = std::ranges::find(names, id, &Name::id);
    return found == names.end() ? std::string_view() : found->word;
}

std::string servicesText(ProfileId id, const Profile &profile, bool verbose)
{
    std::string text =
        section("Service configuration for " + std::string(title(id)) + " profile", "Mode     Customized  Name");
    for (const Service &service : serviceCatalogue()) {
        const ServiceException exception = serviceException(profile, service.id);
        if (!verbose && exception == ServiceException{})
            continue;
        text +=
            row({{enabledText(exception.enabled), 9}, {exception.customized() ? "Yes" : "No", 12}, {service.name, 0}});
        text += verbose ? portsOf(service, exception) : "";
    }
    return text;
}

Result<Answer> setService(const Invocation &invocation, const Snapshot &snapshot)
{
    const auto services = chosenServices(invocation);
    Answer answer;
    for (const ProfileId id : chosenProfiles(invocation, snapshot)) {
        for (const Service *service : services) {
            ServiceException exception = serviceException(snapshot.settings.profile(id), service->id);
            const bool portAlone = invocation.given("port");
            const ServicePort *port = portAlone ? findPort(*service, chosenPort(invocation)) : nullptr;
            if (portAlone && !port)
                continue;
            const Outcome done =
                port ? setPort(invocation, *port, exception) : setWhole(invocation, *service, exception);
            if (!done)
                return done.error();
            answer.changes.emplace_back(SetService{id, std::string(service->id), std::move(exception)});
        }
    }
    if (answer.changes.empty())
        return noSuchPort(invocation, services);
    return answer;
}

Result<Answer> showService(const Invocation &invocation, const Snapshot &snapshot)
{
    if (invocation.json)
        return Answer{{}, serviceJson(snapshot)};
    std::string text;
    for (const ProfileId id : allProfiles)
        text += servicesText(id, snapshot.settings.profile(id), invocation.value("verbose") == "ENABLE");
    return Answer{{}, text};
}

}  // namespace parapet::ctl
