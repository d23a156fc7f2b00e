// SPDX-License-Identifier: GPL-2.0-or-later
// Who listens, and the settings -> the ports that the flood defence spares because of a program.
#include <QTest>

#include "app/helper/programports.h"

using namespace parapet;

namespace {

using enum ListeningProgram::Reach;
using Ports = std::vector<std::uint16_t>;

ListeningProgram row(PortKey port, ListeningProgram::Reach reach, RuleId::Kind by = RuleId::Kind::none,
                     bool known = true)
{
    ListeningProgram row;
    row.listener.port = port;
    row.reach = reach;
    row.rule.kind = by;
    if (known)
        row.owners.emplace_back();
    return row;
}

Profile profileWith(Opmode mode, bool enabled)
{
    Profile profile;
    profile.opmode = mode;
    profile.programs["/usr/bin/off"] = {"off", false, {}};
    profile.programs["/usr/bin/a"] = {"a", enabled, {}};
    return profile;
}

const std::vector<ListeningProgram> everything{
    row({PortProtocol::tcp, 80}, open, RuleId::Kind::program),
    row({PortProtocol::tcp, 22}, open, RuleId::Kind::program),
    row({PortProtocol::tcp, 80}, open, RuleId::Kind::program),  // another socket
    row({PortProtocol::udp, 53}, open, RuleId::Kind::program),
    row({PortProtocol::tcp, 443}, open, RuleId::Kind::port),  // the entry spares it already
    row({PortProtocol::tcp, 25}, blocked),
    row({PortProtocol::tcp, 26}, blocked, RuleId::Kind::none, false),
    row({PortProtocol::udp, 27}, local, RuleId::Kind::none, false),
};

}  // namespace

class TestProgramPorts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areThoseOfProgramsThatMayBeReached()
    {
        const PortLists ports = programPorts(everything, profileWith(Opmode::on, true));
        QCOMPARE(ports.tcp, (Ports{22, 26, 80}));
        QCOMPARE(ports.udp, (Ports{53}));
    }

    void areNoneWhereNoProgramHasAnException_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("enabled");
        QTest::newRow("all exceptions are unchecked") << int(Opmode::on) << false;
        QTest::newRow("exceptions are not allowed") << int(Opmode::onWithoutExceptions) << true;
        QTest::newRow("off") << int(Opmode::off) << true;
    }

    void areNoneWhereNoProgramHasAnException()
    {
        QFETCH(int, mode);
        QFETCH(bool, enabled);
        QCOMPARE(programPorts(everything, profileWith(Opmode(mode), enabled)), PortLists());
    }
};

QTEST_APPLESS_MAIN(TestProgramPorts)
#include "tst_programports.moc"
