// SPDX-License-Identifier: GPL-2.0-or-later
// The helper's real D-Bus service and authority on a fake firewall, as a program of its own. It is spoken to by lines on
// standard input, never by the bus, so that the bus shows nothing that the product does not have:
//   heard                what the firewall was asked: "changes=N reads=N"
//   write COUNT LOST     log records come in
//   status               the status changes
#include "app/helper/dbusservice.h"
#include "tests/app/fakefirewall.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <iostream>
#include <sstream>

using namespace parapet;

namespace {

void obey(FakeFirewall &firewall, const std::string &line)
{
    std::istringstream words(line);
    std::string verb;
    std::size_t count = 0;
    quint64 lost = 0;
    words >> verb >> count >> lost;
    if (verb == "write")
        firewall.writeRecords(count, lost);
    else if (verb == "status")
        Q_EMIT firewall.statusChanged();
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
    DbusService service(bus, firewall, authority);
    if (const auto outcome = service.start(); !outcome) {
        std::cout << outcome.error().text << std::endl;
        return 1;
    }
    std::cout << "ready" << std::endl;

    QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&] {
        std::string line;
        if (std::getline(std::cin, line))
            obey(firewall, line);
        else
            app.quit();
    });
    return app.exec();
}
