// SPDX-License-Identifier: GPL-2.0-or-later
// The catalogue of predefined services: data, and the few look-ups in it. To add a service, add it here; its id is
// stored and must never change. Everything is off until a person turns it on.
//
// Sources: xp-reference 2 for the five of Windows XP SP2. Remote Assistance was a program there; here it is the port by
// which Linux desktops share their screen (RFB, RFC 6143). SSH: RFC 4253. mDNS: RFC 6762. IPP: RFC 8010.
// KDE Connect: TCP and UDP 1714 to 1764 (userbase.kde.org/KDEConnect).
#include "engine/model/service.h"

#include <algorithm>
#include <array>

namespace parapet {

namespace {

constexpr PortKey tcp(std::uint16_t port)
{
    return {PortProtocol::tcp, port};
}
constexpr PortKey udp(std::uint16_t port)
{
    return {PortProtocol::udp, port};
}
constexpr auto any = Scope::Kind::any;
constexpr auto subnet = Scope::Kind::localSubnet;

constexpr std::array fileSharing{
    ServicePort{tcp(139), 139, "NetBIOS Session Service", subnet},
    ServicePort{tcp(445), 445, "SMB over TCP", subnet},
    ServicePort{udp(137), 137, "NetBIOS Name Service", subnet},
    ServicePort{udp(138), 138, "NetBIOS Datagram Service", subnet},
};
constexpr std::array kdeConnect{
    ServicePort{tcp(1714), 1764, "KDE Connect over TCP", subnet},
    ServicePort{udp(1714), 1764, "KDE Connect over UDP", subnet},
};
constexpr std::array mdns{ServicePort{udp(5353), 5353, "Multicast DNS", subnet}};
constexpr std::array printing{ServicePort{tcp(631), 631, "Internet Printing Protocol", subnet}};
constexpr std::array remoteAdministration{
    ServicePort{tcp(135), 135, "RPC Endpoint Mapper", any},
    ServicePort{tcp(445), 445, "SMB over TCP", any},
};
constexpr std::array remoteAssistance{ServicePort{tcp(5900), 5900, "Remote Assistance (VNC)", any}};
constexpr std::array remoteDesktop{ServicePort{tcp(3389), 3389, "Remote Desktop", any}};
constexpr std::array ssh{ServicePort{tcp(22), 22, "Secure Shell", any}};
constexpr std::array upnp{
    ServicePort{tcp(2869), 2869, "UPnP Framework over TCP", subnet},
    ServicePort{udp(1900), 1900, "SSDP Component of UPnP Framework", subnet},
};

constexpr std::array catalogue{
    Service{"file-and-printer-sharing", "File and Printer Sharing", true, fileSharing},
    Service{"kde-connect", "KDE Connect", true, kdeConnect},
    Service{"mdns", "Network Discovery (mDNS)", true, mdns},
    Service{"ipp-printing", "Printer Sharing (IPP)", true, printing},
    Service{"remote-administration", "Remote Administration", false, remoteAdministration},
    Service{"remote-assistance", "Remote Assistance", true, remoteAssistance},
    Service{"remote-desktop", "Remote Desktop", true, remoteDesktop},
    Service{"ssh", "Secure Shell (SSH)", true, ssh},
    Service{"upnp-framework", "UPnP Framework", true, upnp},
};

constexpr std::array onConnections{
    ConnectionService{"FTP Server", tcp(21)},
    ConnectionService{"Internet Mail Access Protocol Version 3 (IMAP3)", tcp(220)},
    ConnectionService{"Internet Mail Access Protocol Version 4 (IMAP4)", tcp(143)},
    ConnectionService{"Internet Mail Server (SMTP)", tcp(25)},
    ConnectionService{"Post-Office Protocol Version 3 (POP3)", tcp(110)},
    ConnectionService{"Remote Desktop", tcp(3389)},
    ConnectionService{"Secure Shell (SSH)", tcp(22)},
    ConnectionService{"Secure Web Server (HTTPS)", tcp(443)},
    ConnectionService{"Telnet Server", tcp(23)},
    ConnectionService{"Web Server (HTTP)", tcp(80)},
};

}  // namespace

std::span<const Service> serviceCatalogue()
{
    return catalogue;
}

const Service *findService(std::string_view id)
{
    const auto found = std::ranges::find(catalogue, id, &Service::id);
    return found == catalogue.end() ? nullptr : &*found;
}

const ServicePort *findPort(const Service &service, const PortKey &first)
{
    const auto found = std::ranges::find(service.ports, first, &ServicePort::first);
    return found == service.ports.end() ? nullptr : &*found;
}

ServicePortSetting defaultSetting(const ServicePort &port)
{
    return {true, Scope{port.scope, false, {}}};
}

ServicePortSetting setting(const ServiceException &exception, const ServicePort &port)
{
    const auto own = exception.ports.find(port.first);
    return own == exception.ports.end() ? defaultSetting(port) : own->second;
}

std::vector<std::pair<PortKey, Scope>> openedPorts(const Service &service, const ServiceException &exception)
{
    std::vector<std::pair<PortKey, Scope>> opened;
    for (const ServicePort &port : service.ports) {
        const ServicePortSetting own = setting(exception, port);
        for (std::uint32_t number = port.first.port; own.enabled && number <= port.last; ++number)
            opened.emplace_back(PortKey{port.first.protocol, static_cast<std::uint16_t>(number)}, own.scope);
    }
    return opened;
}

std::span<const ConnectionService> connectionServices()
{
    return onConnections;
}

}  // namespace parapet
