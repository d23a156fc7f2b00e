// SPDX-License-Identifier: GPL-2.0-or-later
// The helper's real D-Bus service and authority on a fake firewall, as a program of its own. It is spoken to by lines on
// standard input, never by the bus, so that the bus shows nothing that the product does not have:
//   heard                what the firewall was asked: "changes=N reads=N"
//   write COUNT LOST     log records come in
//   status               the status changes
//   listen UID PORT      a program of this user begins to listen
//   filter               by what the history was asked last: "ACTION ADDRESS AFTER TEXT"
//   covered PORT         is there a row for the program that listens there: "none", "checked SCOPE" or "unchecked SCOPE"
#include "app/helper/dbusservice.h"
#include "tests/app/fakefirewall.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <iostream>
#include <sstream>

using namespace parapet;

namespace {

std::string program(std::uint64_t port)
{
    return "/usr/bin/program-" + std::to_string(port);
}

ListeningProgram listening(std::uint64_t uid, std::uint64_t port)
{
    ListeningProgram row;
    row.listener.port = {PortProtocol::tcp, std::uint16_t(port)};
    row.listener.uid = std::uint32_t(uid);
    row.listener.cookie = port;
    Process owner;
    owner.pid = std::int32_t(port);
    owner.uid = owner.person = std::uint32_t(uid);
    owner.keys = {program(port)};
    owner.name = "Program";
    owner.session = true;
    row.owners = {owner};
    return row;
}

std::string covered(const FakeFirewall &firewall, std::uint64_t port)
{
    const auto &rows = firewall.settings().profile(ProfileId::standard).programs;
    const auto row = rows.find(program(port));
    if (row == rows.end())
        return "none";
    return (row->second.enabled ? "checked " : "unchecked ") + row->second.scope.text();
}

std::string asked(const LogFilter &filter)
{
    return std::string(filter.actions.empty() ? "-" : word(filter.actions.front())) + " "
        + (filter.address ? filter.address->text() : "-") + " " + std::to_string(filter.after) + " " + filter.text;
}

void obey(FakeFirewall &firewall, Alerts &alerts, const std::string &line)
{
    std::istringstream words(line);
    std::string verb;
    std::uint64_t first = 0, second = 0;
    words >> verb >> first >> second;
    if (verb == "write")
        firewall.writeRecords(first, second);
    else if (verb == "status")
        Q_EMIT firewall.statusChanged();
    else if (verb == "listen")
        alerts.appeared(listening(first, second));
    else if (verb == "filter") {
        std::cout << asked(firewall.lastFilter) << std::endl;
        return;
    } else if (verb == "covered") {
        std::cout << covered(firewall, first) << std::endl;
        return;
    }
    std::cout << "changes=" << firewall.changeCalls << " reads=" << firewall.recordCalls << std::endl;
}

}  // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    registerWireTypes();
    const auto bus = QDBusConnection::systemBus();
    FakeFirewall firewall;
    PolkitAuthority authority(bus);
    const SystemClock clock;
    Alerts alerts(firewall, clock, {}, {{}, [](std::span<const AcknowledgedProgram>) -> Outcome { return Done{}; }});
    DbusService service(bus, firewall, alerts, authority);
    if (const auto outcome = service.start(); !outcome) {
        std::cout << outcome.error().text << std::endl;
        return 1;
    }
    std::cout << "ready" << std::endl;

    QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&] {
        std::string line;
        if (std::getline(std::cin, line))
            obey(firewall, alerts, line);
        else
            app.quit();
    });
    return app.exec();
}
