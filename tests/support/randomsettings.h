// SPDX-License-Identifier: GPL-2.0-or-later
// RandomSettings: settings with something in every member, made of few values, so that two of them often have the same
// row with another content. They are what apply() lets through: canonical, and nothing refused.
#pragma once

#include "engine/model/settings.h"

#include <array>
#include <random>
#include <string>

namespace parapet::test {

class RandomSettings {
public:
    explicit RandomSettings(unsigned seed) : m_random(seed) { }

    Settings next()
    {
        Settings settings;
        for (Profile &profile : settings.profiles)
            fill(profile);
        for (unsigned rows = below(4); rows > 0; --rows) {
            const ConnectionSettings connection = this->connection();
            if (connection != ConnectionSettings{})
                settings.connections[text({"eth0", "wlan0", "6e2d1f62-0b2a-4c0e-9f0c-0123456789ab"})] = connection;
        }
        settings.log = {yes(), yes(), yes() ? 4096U : 100U, text({"pfirewall.log", "b\xc3\xbcro.log"})};
        return settings;
    }

private:
    unsigned below(unsigned bound) { return static_cast<unsigned>(m_random() % bound); }
    bool yes() { return below(2) == 0; }
    template <std::size_t n> const char *text(const char *const (&choices)[n]) { return choices[below(n)]; }

    PortKey key()
    {
        const std::uint16_t ports[] = {1, 80, 443, 445, 65535};
        return {yes() ? PortProtocol::tcp : PortProtocol::udp, ports[below(5)]};
    }

    Scope scope()
    {
        return *Scope::parse(text({"*", "LocalSubnet", "192.0.2.1", "10.0.0.0/8,LocalSubnet", "2001:db8::/32"}));
    }

    IcmpSettings icmp(bool perConnection)
    {
        IcmpSettings icmp;
        for (const IcmpItemFacts &each : icmpItems)
            icmp.set(each.item, below(4) == 0 && (each.perConnection || !perConnection));
        return icmp;
    }

    void fill(Profile &profile)
    {
        profile.opmode = static_cast<Opmode>(below(3));
        profile.notifications = yes();
        profile.multicastResponse = yes();
        for (unsigned rows = below(6); rows > 0; --rows)
            profile.ports[key()] = {text({"web", "<b>mail</b>"}), yes(), scope()};
        for (unsigned rows = below(4); rows > 0; --rows)
            profile.programs[text({"/usr/bin/a", "flatpak:org.example.B", "/opt/c\xc3\xa9/d"})] = {text({"a", "b"}),
                                                                                                   yes(), scope()};
        for (const Service &service : serviceCatalogue()) {
            const ServiceException exception = serviceException(service);
            if (exception != ServiceException{})
                profile.services[std::string(service.id)] = exception;
        }
        profile.icmp = icmp(false);
    }

    ServiceException serviceException(const Service &service)
    {
        ServiceException exception{below(3) == 0, {}};
        for (const ServicePort &port : service.ports) {
            const ServicePortSetting own{yes(), scope()};
            if (below(3) == 0 && own != defaultSetting(port))
                exception.ports[port.first] = own;
        }
        return exception;
    }

    ConnectionSettings connection()
    {
        ConnectionSettings connection;
        connection.filtered = yes();
        for (unsigned rows = below(4); rows > 0; --rows)
            connection.ports[key()] = {text({"web", "mail"}), yes()};
        connection.icmp = icmp(true);
        return connection;
    }

    std::mt19937 m_random;
};

}  // namespace parapet::test
