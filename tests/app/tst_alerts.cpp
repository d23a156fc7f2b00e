// SPDX-License-Identifier: GPL-2.0-or-later
// When a Security Alert is raised, who is asked, and what the answers do; on a fake firewall and a clock of its own.
#include <QTest>

#include "app/helper/alerts.h"
#include "tests/app/fakefirewall.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>

#include <functional>

using namespace parapet;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t eva = 1000, ida = 1001, admin = 1002;
const std::string program = "/usr/bin/program";

Process process(std::int32_t pid = 7, std::uint64_t started = 1)
{
    Process owner;
    owner.pid = pid;
    owner.started = started;
    owner.uid = owner.person = eva;
    owner.keys = {program};
    owner.path = program;
    owner.name = "Program";
    owner.session = true;
    return owner;
}

ListeningProgram listens(PortKey port = {PortProtocol::tcp, 8080}, const Process &owner = process())
{
    ListeningProgram row;
    row.listener.port = port;
    row.listener.cookie = std::uint64_t(port.port) * 2 + (port.protocol == PortProtocol::udp);
    row.owners = {owner};
    return row;
}

StoredRecord syn(const char *source, std::uint16_t port)
{
    StoredRecord stored;
    stored.record.protocol = ipproto::tcp;
    stored.record.hasPorts = stored.record.hasTransport = true;
    stored.record.tcpFlags = tcpflag::syn;
    stored.record.source = *IpAddress::parse(source);
    stored.record.destinationPort = port;
    return stored;
}

// The helper as far as alerts see it.
struct Helper {
    test::FakeClock clock;
    FakeFirewall firewall;
    std::vector<AcknowledgedProgram> kept;
    bool diskIsFull = false;
    Alerts alerts{firewall, clock, {}, memory()};
    QList<std::pair<QString, Alert>> raised;
    QList<std::pair<QString, quint64>> ended;

    Helper()
    {
        QObject::connect(&alerts, &Alerts::raised, &alerts, [this](const QString &name, const Alert &alert) {
            raised.append({name, alert});
        });
        QObject::connect(&alerts, &Alerts::ended, &alerts, [this](const QString &name, quint64 id) {
            ended.append({name, id});
        });
    }
    Acknowledged::Memory memory()
    {
        return {kept, [this](std::span<const AcknowledgedProgram> programs) -> Outcome {
                    if (diskIsFull)
                        return Error{ErrorKind::io, "The disk is full."};
                    kept.assign(programs.begin(), programs.end());
                    return Done{};
                }};
    }

    void pass(std::chrono::nanoseconds time)
    {
        clock.advance(time);
        alerts.check();
    }
    void listen(const ListeningProgram &row)
    {
        alerts.appeared(row);
        pass(Alerts::describingMax);
    }
    void join(const char *name, std::uint32_t uid, bool administrator = false)
    {
        alerts.join({QString::fromLatin1(name), uid, administrator});
    }
    void change(const Change &change) { QVERIFY(firewall.change(std::vector{change})); }
    Outcome answer(const char *name, AlertAnswer answer, const Scope &scope = {})
    {
        return alerts.answer(QString::fromLatin1(name), raised.last().second.id, answer, scope);
    }
    // The names that were asked since the last time, in order.
    std::string asked()
    {
        QStringList names;
        for (const auto &each : std::as_const(raised))
            names.append(each.first);
        raised.clear();
        return names.join(u' ').toStdString();
    }
    const ProgramException *row(const std::string &key = program, ProfileId profile = ProfileId::standard) const
    {
        const auto &rows = firewall.settings().profile(profile).programs;
        const auto found = rows.find(key);
        return found == rows.end() ? nullptr : &found->second;
    }
};

using Step = std::function<void(Helper &)>;

ListeningProgram with(const std::function<void(ListeningProgram &)> &change)
{
    ListeningProgram row = listens();
    change(row);
    return row;
}

}  // namespace

Q_DECLARE_METATYPE(Step)

class tst_Alerts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void raisedOnlyWhereThereIsSomethingToAsk_data();
    void raisedOnlyWhereThereIsSomethingToAsk();
    void udpWaitsInsideTheEphemeralPorts();
    void oncePerStart_data();
    void oncePerStart();
    void oldestProcessIsAskedAbout();
    void portsOfOneProgramAreOneAlert();
    void thousandListensASecondAreOneAlert();
    void describedBeforeItIsRaisedOrLater();
    void knocksAreKept();
    void answersDoWhatTheySay_data();
    void answersDoWhatTheySay();
    void namesOfAnyOriginMakeARow();
    void answerOfAStrangerIsRefused();
    void firstAnswerCounts();
    void failedChangeLeavesTheQuestionOpen();
    void withdrawnWhenPointless_data();
    void withdrawnWhenPointless();
    void programThatEndedIsStillAskedAbout();
    void keptUntilSomebodyComes();
    void ownerIsAskedElseAnAdministrator();
    void programByAnotherUsersRightsIsThePersons();
    void anotherProfileAsksAgain();
    void tooManyAreCounted();
    void acknowledgingIsBounded();
    void acknowledgedIsToldAgainUntilAlways();
    void acknowledgedIsNobodyElsesBusiness();
    void acknowledgingTouchesNoRow();
    void whoMadeARowOutlivesTheHelper();
};

void tst_Alerts::raisedOnlyWhereThereIsSomethingToAsk_data()
{
    QTest::addColumn<Step>("step");
    QTest::addColumn<bool>("isRaised");
    const auto row = [](const char *name, bool isRaised, const std::function<void(ListeningProgram &)> &change) {
        QTest::newRow(name) << Step([change](Helper &helper) { helper.listen(with(change)); }) << isRaised;
    };
    using Reach = ListeningProgram::Reach;
    row("a TCP listener of a session", true, [](auto &) {});
    row("a UDP listener below the ephemeral ports", true, [](auto &each) {
        each.listener.port = {PortProtocol::udp, 32767};
    });
    row("a UDP listener above the ephemeral ports", true, [](auto &each) {
        each.listener.port = {PortProtocol::udp, 61000};
    });
    row("a TCP listener in the ephemeral ports", true, [](auto &each) { each.listener.port.port = 40000; });
    row("a UDP port that the system gave", false, [](auto &each) {
        each.listener.port = {PortProtocol::udp, 5353};
        each.listener.automatic = true;
    });
    row("one on loopback", false, [](auto &each) { each.listener.local = *IpAddress::parse("127.0.0.1"); });
    row("one that is told to be local", false, [](auto &each) { each.reach = Reach::local; });
    row("one that an exception covers", false, [](auto &each) { each.reach = Reach::open; });
    row("one that is not filtered", false, [](auto &each) { each.reach = Reach::unfiltered; });
    row("one of a service", false, [](auto &each) { each.owners[0].session = false; });
    row("one of nobody", false, [](auto &each) { each.owners.clear(); });
    row("one that no exception can name", false, [](auto &each) { each.owners[0].keys.clear(); });
    row("one with a line break in its path", false, [](auto &each) { each.owners[0].keys = {"/usr/bin/a\nb"}; });
    row("one whose socket a service holds too", true,
        [](auto &each) { each.owners.insert(each.owners.begin(), Process()); });

    const auto setting = [](const char *name, bool isRaised, const Change &change) {
        QTest::newRow(name) << Step([change](Helper &helper) {
            helper.change(change);
            helper.listen(listens());
        }) << isRaised;
    };
    const ProfileId here = ProfileId::standard, there = ProfileId::domain;
    setting("the firewall is off", false, SetOpmode{here, Opmode::off});
    setting("exceptions are not allowed", false, SetOpmode{here, Opmode::onWithoutExceptions});
    setting("notifications are off", false, SetNotifications{here, false});
    setting("a checked row", false, SetProgram{here, program, {"Program", true, {}}});
    setting("an unchecked row", false, SetProgram{here, program, {"Program", false, {}}});
    setting("a row of another program", true, SetProgram{here, "/usr/bin/other", {"Other", true, {}}});
    setting("a row in the other profile", true, SetProgram{there, program, {"Program", true, {}}});
    setting("the other profile is off", true, SetOpmode{there, Opmode::off});
    QTest::newRow("a row for the interpreter of the script") << Step([](Helper &helper) {
        helper.change(SetProgram{ProfileId::standard, "/usr/bin/python3", {"Python", false, {}}});
        helper.listen(with([](auto &each) { each.owners[0].keys = {"/home/eva/script.py", "/usr/bin/python3"}; }));
    }) << false;
}

void tst_Alerts::raisedOnlyWhereThereIsSomethingToAsk()
{
    QFETCH(Step, step);
    QFETCH(bool, isRaised);
    Helper helper;
    helper.join("eva", eva);
    step(helper);
    QCOMPARE(helper.raised.size(), qsizetype(isRaised));
}

void tst_Alerts::udpWaitsInsideTheEphemeralPorts()
{
    Helper helper;
    helper.join("eva", eva);
    const auto row = listens({PortProtocol::udp, 32768});
    helper.listen(row);
    helper.pass(Alerts::ephemeralWait - Alerts::describingMax - 1ms);
    QVERIFY(helper.raised.isEmpty());
    helper.pass(1ms);
    helper.pass(Alerts::describingMax);
    QCOMPARE(helper.asked(), "eva");

    // What did not stay is not asked about.
    const auto brief = listens({PortProtocol::udp, 60999}, process(8));
    helper.alerts.appeared(brief);
    helper.alerts.gone(brief.listener.cookie);
    helper.pass(2s);
    // What was covered in the meantime neither.
    auto covered = listens({PortProtocol::udp, 50000}, process(9));
    covered.owners[0].keys = {"/usr/bin/other"};
    helper.alerts.appeared(covered);
    covered.reach = ListeningProgram::Reach::open;
    helper.alerts.changed(covered);
    helper.pass(2s);
    helper.pass(1s);
    QCOMPARE(helper.asked(), "");
}

void tst_Alerts::oncePerStart_data()
{
    QTest::addColumn<Step>("step");
    QTest::addColumn<bool>("again");
    const auto row = [](const char *name, bool again, const Process &next) {
        QTest::newRow(name) << Step([next](Helper &helper) {
            helper.listen(listens({PortProtocol::tcp, 81}, next));
        }) << again;
    };
    row("the same start", false, process());
    row("a start with another pid", true, process(8));
    row("a start with the pid of one that ended", true, process(7, 2));
}

void tst_Alerts::oncePerStart()
{
    QFETCH(Step, step);
    QFETCH(bool, again);
    Helper helper;
    helper.join("eva", eva);
    helper.listen(listens());
    QVERIFY(helper.answer("eva", AlertAnswer::askLater));
    QVERIFY(!helper.row());
    helper.asked();
    step(helper);
    QCOMPARE(helper.asked(), again ? "eva" : "");
}

void tst_Alerts::oldestProcessIsAskedAbout()
{
    Helper helper;
    helper.join("eva", eva);
    auto row = listens();
    row.owners = {process(9, 5), process(8, 4), process(12, 4)};
    helper.listen(row);
    QCOMPARE(helper.raised[0].second.process.pid, 8);
}

void tst_Alerts::portsOfOneProgramAreOneAlert()
{
    Helper helper;
    helper.join("eva", eva);
    for (std::uint16_t port = 1; port <= limits::alertPorts + 10; ++port)
        helper.alerts.appeared(listens({PortProtocol::tcp, port}, process(port)));
    helper.pass(1s);
    QCOMPARE(helper.raised.size(), 1);
    QCOMPARE(helper.raised[0].second.ports.size(), limits::alertPorts);
    // One more of a worker is told in time, not at once.
    Helper other;
    other.join("eva", eva);
    other.listen(listens());
    other.alerts.appeared(listens({PortProtocol::udp, 53}, process(8)));
    QCOMPARE(other.raised.size(), 1);
    other.pass(Alerts::updateGap);
    QCOMPARE(other.raised.size(), 2);
    QVERIFY(other.raised[1].second.id == other.raised[0].second.id);
    QVERIFY(other.raised[1].second.ports == (std::vector<PortKey>{{PortProtocol::tcp, 8080}, {PortProtocol::udp, 53}}));
    // Both were told: after "Ask Me Later" neither asks again.
    QVERIFY(other.answer("eva", AlertAnswer::askLater));
    other.listen(listens({PortProtocol::udp, 54}, process(8)));
    QCOMPARE(other.raised.size(), 2);
}

void tst_Alerts::thousandListensASecondAreOneAlert()
{
    Helper helper;
    helper.join("eva", eva);
    for (int i = 0; i < 1'000; ++i) {
        const auto row = listens();
        helper.alerts.appeared(row);
        helper.alerts.gone(row.listener.cookie);
        helper.pass(1ms);
    }
    QCOMPARE(helper.asked(), "eva");
}

void tst_Alerts::describedBeforeItIsRaisedOrLater()
{
    Helper helper;
    QSignalSpy describe(&helper.alerts, &Alerts::describe);
    helper.join("eva", eva);
    helper.alerts.appeared(listens());
    QCOMPARE(describe.size(), 1);
    QVERIFY(helper.raised.isEmpty());
    helper.alerts.described(describe[0][0].toULongLong(), {"eva", "Debian", "program 1.0"});
    QCOMPARE(helper.raised.size(), 1);
    QCOMPARE(helper.raised[0].second.publisher, "Debian");
    QCOMPARE(helper.raised[0].second.package, "program 1.0");
    QCOMPARE(helper.raised[0].second.user, "eva");

    auto slow = listens({PortProtocol::tcp, 1}, process(8));
    slow.owners[0].keys = {"/usr/bin/slow"};
    helper.alerts.appeared(slow);
    helper.pass(Alerts::describingMax - 1ms);
    QCOMPARE(helper.raised.size(), 1);
    helper.pass(1ms);
    QCOMPARE(helper.raised.size(), 2);
    QCOMPARE(helper.raised[1].second.publisher, "");
    helper.alerts.described(describe[1][0].toULongLong(), {"eva", "Debian", "slow 1.0"});
    helper.pass(0s);
    QCOMPARE(helper.raised.size(), 3);
    QCOMPARE(helper.raised[2].second.id, helper.raised[1].second.id);
    QCOMPARE(helper.raised[2].second.package, "slow 1.0");
    helper.alerts.described(77, {"eva", "", ""});  // one that is gone
}

void tst_Alerts::knocksAreKept()
{
    Helper helper;
    helper.join("eva", eva);
    helper.listen(listens());
    std::vector<StoredRecord> records(5, syn("192.0.2.1", 8080));
    records[0].record.destinationPort = 8081;
    records[1].record.tcpFlags = tcpflag::ack;
    records[2].record.action = LogAction::open;
    records[3].record.direction = Direction::outbound;
    records[4].record.protocol = ipproto::udp;
    helper.alerts.dropped(records);
    helper.pass(1s);
    QCOMPARE(helper.raised.size(), 1);

    for (int host = 1; host <= 20; ++host)
        helper.alerts.dropped({syn(qPrintable(QStringLiteral("192.0.2.%1").arg(host)), 8080)});
    helper.alerts.dropped({syn("192.0.2.20", 8080)});  // no second row
    helper.pass(Alerts::updateGap);
    QCOMPARE(helper.raised.size(), 2);
    const auto &knocks = helper.raised[1].second.knocks;
    QCOMPARE(knocks.size(), limits::alertKnocks);
    QCOMPARE(knocks[0].source.text(), "192.0.2.20");
    QCOMPARE(knocks[1].source.text(), "192.0.2.19");
    QVERIFY(knocks[0].port == (PortKey{PortProtocol::tcp, 8080}));
}

void tst_Alerts::answersDoWhatTheySay_data()
{
    QTest::addColumn<int>("answer");
    QTest::addColumn<QString>("row");
    QTest::newRow("Keep Blocking adds an unchecked row") << int(AlertAnswer::keepBlocking) << "Program unchecked *";
    QTest::newRow("Unblock adds a checked row") << int(AlertAnswer::unblock) << "Program checked LocalSubnet";
    QTest::newRow("Ask Me Later adds nothing") << int(AlertAnswer::askLater) << "";
    QTest::newRow("acknowledging adds an unchecked row") << int(AlertAnswer::acknowledge) << "Program unchecked *";
    QTest::newRow("acknowledging for good too") << int(AlertAnswer::acknowledgeAlways) << "Program unchecked *";
}

void tst_Alerts::answersDoWhatTheySay()
{
    QFETCH(int, answer);
    QFETCH(QString, row);
    Helper helper;
    helper.join("eva", eva);
    helper.listen(listens());
    const Settings before = helper.firewall.settings();
    const auto outcome = helper.answer("eva", AlertAnswer(answer), {Scope::Kind::localSubnet, false, {}});
    QVERIFY2(outcome, outcome ? "" : outcome.error().text.c_str());

    const auto *made = helper.row();
    QString text;
    if (made)
        text = QString::fromStdString(made->name + (made->enabled ? " checked " : " unchecked ") + made->scope.text());
    QCOMPARE(text, row);
    QVERIFY(!helper.row(program, ProfileId::domain));
    Settings expected = before;
    if (made)
        expected.profile(ProfileId::standard).programs[program] = *made;
    QVERIFY(helper.firewall.settings() == expected);
    // It is answered: a second answer finds nothing, and nobody is told that it is gone who knows.
    QVERIFY(helper.answer("eva", AlertAnswer::unblock).error().kind == ErrorKind::denied);
    QVERIFY(helper.ended.isEmpty());
}

void tst_Alerts::namesOfAnyOriginMakeARow()
{
    const std::pair<std::string, std::string> names[]{
        {"<b>Firefox</b>", "<b>Firefox</b>"},
        {"two\nlines", "two?lines"},
        {"turned \xe2\x80\xae round", "turned ? round"},
        {"no \xff\xfe text", "no ?? text"},
        {std::string(5'000, 'n'), std::string(limits::exceptionNameLength, 'n')},
        {"   ", "?"},
        {"", "/usr/bin/program"},
    };
    for (const auto &[name, shown] : names) {
        Helper helper;
        helper.join("eva", eva);
        helper.listen(with([&](auto &each) { each.owners[0].name = name; }));
        QVERIFY(helper.answer("eva", AlertAnswer::keepBlocking));
        QVERIFY(helper.row());
        QCOMPARE(helper.row()->name, shown);
    }
}

void tst_Alerts::answerOfAStrangerIsRefused()
{
    Helper helper;
    helper.join("eva", eva);
    helper.join("ida", ida);
    helper.listen(listens());
    QCOMPARE(helper.raised.size(), 1);
    const auto denied = [&](const char *name, quint64 id) {
        const auto outcome = helper.alerts.answer(QString::fromLatin1(name), id, AlertAnswer::unblock, {});
        return !outcome && outcome.error().kind == ErrorKind::denied && !helper.row();
    };
    const quint64 id = helper.raised[0].second.id;
    QVERIFY(denied("ida", id));      // it is not hers
    QVERIFY(denied("nobody", id));   // he is no receiver
    QVERIFY(denied("eva", id + 1));  // there is no such alert
    helper.alerts.leave(QStringLiteral("eva"));
    QVERIFY(denied("eva", id));  // she has left
    helper.join("eva", eva);
    QVERIFY(helper.alerts.answer(QStringLiteral("eva"), id, AlertAnswer::unblock, {}));
}

void tst_Alerts::firstAnswerCounts()
{
    Helper helper;
    helper.join("eva-1", eva);
    helper.join("eva-2", eva);
    helper.join("ida", ida);
    helper.listen(listens());
    const quint64 id = helper.raised[0].second.id;
    QVERIFY(helper.answer("eva-1", AlertAnswer::keepBlocking));
    QVERIFY((helper.ended == QList<std::pair<QString, quint64>>{{QStringLiteral("eva-2"), id}}));
    QVERIFY(!helper.answer("eva-2", AlertAnswer::unblock));
    QVERIFY(!helper.row()->enabled);
}

void tst_Alerts::failedChangeLeavesTheQuestionOpen()
{
    Helper helper;
    helper.join("eva", eva);
    helper.listen(listens());
    helper.diskIsFull = true;
    QVERIFY(helper.answer("eva", AlertAnswer::acknowledge).error().kind == ErrorKind::io);
    QVERIFY(!helper.row());
    helper.diskIsFull = false;
    // The list is full.
    std::vector<Change> many;
    for (std::size_t i = 0; i < limits::exceptionsPerProfile; ++i)
        many.push_back(SetProgram{ProfileId::standard, "/usr/bin/p" + std::to_string(i), {"P", false, {}}});
    QVERIFY(helper.firewall.change(many));
    for (const AlertAnswer answer : {AlertAnswer::unblock, AlertAnswer::acknowledge})
        QVERIFY(helper.answer("eva", answer).error().kind == ErrorKind::invalid);
    QVERIFY(helper.kept.empty());
    helper.change(RemoveProgram{ProfileId::standard, "/usr/bin/p1"});
    QVERIFY(helper.answer("eva", AlertAnswer::acknowledge));
    QVERIFY(helper.row());
}

void tst_Alerts::withdrawnWhenPointless_data()
{
    QTest::addColumn<Step>("step");
    QTest::addColumn<bool>("isWithdrawn");
    const auto setting = [](const char *name, bool isWithdrawn, const Change &change) {
        QTest::newRow(name) << Step([change](Helper &helper) { helper.change(change); }) << isWithdrawn;
    };
    const ProfileId here = ProfileId::standard;
    setting("a row appears", true, SetProgram{here, program, {"Program", true, {}}});
    setting("an unchecked row appears", true, SetProgram{here, program, {"Program", false, {}}});
    setting("a row appears in the other profile", false, SetProgram{ProfileId::domain, program, {"P", true, {}}});
    setting("a row of another program appears", false, SetProgram{here, "/usr/bin/other", {"Other", true, {}}});
    setting("the firewall is turned off", true, SetOpmode{here, Opmode::off});
    setting("exceptions are no longer allowed", true, SetOpmode{here, Opmode::onWithoutExceptions});
    setting("notifications are turned off", true, SetNotifications{here, false});
    QTest::newRow("another profile") << Step([](Helper &helper) {
        helper.firewall.active = ProfileId::domain;
        Q_EMIT helper.firewall.statusChanged();
    }) << true;
    QTest::newRow("a port exception covers the port") << Step([](Helper &helper) {
        helper.alerts.changed(with([](auto &each) { each.reach = ListeningProgram::Reach::open; }));
    }) << true;
    QTest::newRow("a port exception covers another program") << Step([](Helper &helper) {
        helper.alerts.changed(with([](auto &each) {
            each.owners[0].keys = {"/usr/bin/other"};
            each.reach = ListeningProgram::Reach::open;
        }));
    }) << false;
}

void tst_Alerts::withdrawnWhenPointless()
{
    QFETCH(Step, step);
    QFETCH(bool, isWithdrawn);
    Helper helper;
    helper.join("eva", eva);
    helper.listen(listens());
    const quint64 id = helper.raised[0].second.id;
    step(helper);
    QCOMPARE(helper.ended.size(), qsizetype(isWithdrawn));
    QCOMPARE(helper.alerts.isAsked(QStringLiteral("eva"), id), !isWithdrawn);
}

void tst_Alerts::programThatEndedIsStillAskedAbout()
{
    Helper helper;
    helper.join("eva", eva);
    const auto row = listens();
    helper.alerts.appeared(row);
    helper.alerts.gone(row.listener.cookie);
    helper.pass(1s);
    QCOMPARE(helper.raised.size(), 1);
    QVERIFY(helper.answer("eva", AlertAnswer::unblock));
    QVERIFY(helper.row()->enabled);
}

void tst_Alerts::keptUntilSomebodyComes()
{
    Helper helper;
    helper.listen(listens());
    helper.join("ida", ida);
    QCOMPARE(helper.asked(), "");
    helper.join("eva", eva);
    QCOMPARE(helper.asked(), "eva");
    helper.join("eva", eva);  // who asks again is told again
    QCOMPARE(helper.asked(), "eva");
    helper.alerts.leave(QStringLiteral("eva"));
    helper.join("eva-2", eva);
    QCOMPARE(helper.asked(), "eva-2");
}

void tst_Alerts::ownerIsAskedElseAnAdministrator()
{
    Helper helper;
    helper.join("admin", admin, true);
    helper.join("ida", ida);
    helper.listen(listens());
    QCOMPARE(helper.asked(), "admin");
    helper.join("eva", eva);
    QCOMPARE(helper.asked(), "eva");

    auto second = listens({PortProtocol::tcp, 81}, process(8));
    second.owners[0].keys = {"/usr/bin/second"};
    helper.listen(second);
    QCOMPARE(helper.asked(), "eva");
    helper.alerts.leave(QStringLiteral("eva"));  // the first is with the administrator already
    QCOMPARE(helper.asked(), "admin");
}

// "sudo program": root's process, but who started it is asked.
void tst_Alerts::programByAnotherUsersRightsIsThePersons()
{
    Helper helper;
    helper.join("root", 0, true);
    helper.join("eva", eva);
    helper.listen(with([](auto &each) { each.owners[0].uid = 0; }));
    QCOMPARE(helper.asked(), "eva");
}

void tst_Alerts::anotherProfileAsksAgain()
{
    Helper helper;
    helper.join("eva", eva);
    helper.listen(listens());
    QVERIFY(helper.answer("eva", AlertAnswer::keepBlocking));
    helper.firewall.active = ProfileId::domain;
    Q_EMIT helper.firewall.statusChanged();
    helper.asked();
    helper.listen(listens());
    QCOMPARE(helper.raised.size(), 1);
    QVERIFY(helper.raised[0].second.profile == ProfileId::domain);
    QVERIFY(helper.answer("eva", AlertAnswer::unblock));
    QVERIFY(helper.row(program, ProfileId::domain)->enabled);
    QVERIFY(!helper.row()->enabled);
}

void tst_Alerts::tooManyAreCounted()
{
    Helper helper;
    helper.join("eva", eva);
    helper.join("ida", ida);
    helper.join("admin", admin);
    const auto flood = [&](std::uint32_t uid) {
        for (std::size_t i = 1; i <= limits::alertsWaiting + 5; ++i) {
            auto row = listens({PortProtocol::tcp, std::uint16_t(i)}, process(std::int32_t(i)));
            row.owners[0].person = uid;
            row.owners[0].keys = {"/usr/bin/p" + std::to_string(i)};
            helper.alerts.appeared(row);
        }
        helper.pass(1s);
        const auto count = helper.raised.size();
        helper.raised.clear();
        return std::size_t(count);
    };
    QCOMPARE(flood(eva), limits::alertsWaitingByUser);
    QCOMPARE(helper.alerts.unasked(), limits::alertsWaiting + 5 - limits::alertsWaitingByUser);
    QCOMPARE(flood(ida), limits::alertsWaiting - limits::alertsWaitingByUser);
    QCOMPARE(flood(admin), std::size_t(0));
}

void tst_Alerts::acknowledgingIsBounded()
{
    Helper helper;
    helper.join("eva", eva);
    const auto acknowledge = [&](int number) {
        auto row = listens({PortProtocol::tcp, 80}, process(number));
        row.owners[0].keys = {"/home/eva/p" + std::to_string(number)};
        helper.listen(row);
        return helper.answer("eva", AlertAnswer::acknowledgeAlways);
    };
    for (std::size_t i = 1; i <= limits::rowsByUser; ++i)
        QVERIFY(acknowledge(int(i)));
    const auto refused = acknowledge(1'000);
    QVERIFY(!refused && refused.error().kind == ErrorKind::denied);
    QVERIFY(!helper.row("/home/eva/p1000"));

    // A row that somebody removed, checked or kept blocked is no longer hers.
    helper.change(RemoveProgram{ProfileId::standard, "/home/eva/p1"});
    helper.change(SetProgram{ProfileId::standard, "/home/eva/p2", {"P", true, {}}});
    QCOMPARE(helper.kept.size(), limits::rowsByUser - 2);
    for (const int number : {1'001, 1'002})
        QVERIFY(acknowledge(number));
    QVERIFY(!acknowledge(1'003));

    // Another user has his own.
    helper.join("ida", ida);
    auto row = listens({PortProtocol::tcp, 80}, process(2'000));
    row.owners[0].person = ida;
    row.owners[0].keys = {"/home/ida/p"};
    helper.listen(row);
    QVERIFY(helper.answer("ida", AlertAnswer::acknowledge));
}

void tst_Alerts::acknowledgedIsToldAgainUntilAlways()
{
    Helper helper;
    helper.join("eva", eva);
    const auto start = [&](int pid) {
        helper.raised.clear();
        helper.listen(listens({PortProtocol::tcp, 80}, process(pid)));
        return helper.raised.size();
    };
    QCOMPARE(start(1), 1);
    QVERIFY(helper.answer("eva", AlertAnswer::acknowledge));
    QCOMPARE(start(1), 0);  // once per start
    QCOMPARE(start(2), 1);
    QVERIFY(helper.ended.isEmpty());
    QVERIFY(helper.answer("eva", AlertAnswer::acknowledge));
    QCOMPARE(start(3), 1);
    QVERIFY(helper.answer("eva", AlertAnswer::askLater));
    QCOMPARE(start(4), 1);
    QVERIFY(helper.answer("eva", AlertAnswer::acknowledgeAlways));
    QCOMPARE(start(5), 0);
    QVERIFY(!helper.row()->enabled);
    QCOMPARE(helper.kept.size(), std::size_t(1));  // still counted

    // What an administrator decided is not told again.
    Helper other;
    other.join("eva", eva);
    other.listen(listens());
    QVERIFY(other.answer("eva", AlertAnswer::acknowledge));
    other.listen(listens({PortProtocol::tcp, 80}, process(2)));
    QVERIFY(other.answer("eva", AlertAnswer::keepBlocking));
    other.raised.clear();
    other.listen(listens({PortProtocol::tcp, 80}, process(3)));
    QVERIFY(other.raised.isEmpty());
    QVERIFY(other.kept.empty());

    // Nor after the row was checked while the message was there.
    Helper checked;
    checked.join("eva", eva);
    checked.listen(listens());
    QVERIFY(checked.answer("eva", AlertAnswer::acknowledge));
    checked.listen(listens({PortProtocol::tcp, 80}, process(2)));
    checked.change(SetProgram{ProfileId::standard, program, {"Program", true, {}}});
    QCOMPARE(checked.ended.size(), 1);
}

void tst_Alerts::acknowledgedIsNobodyElsesBusiness()
{
    Helper helper;
    helper.join("eva", eva);
    helper.listen(listens());
    QVERIFY(helper.answer("eva", AlertAnswer::acknowledge));
    helper.alerts.leave(QStringLiteral("eva"));
    helper.join("admin", admin, true);
    helper.join("ida", ida);
    helper.raised.clear();
    helper.listen(listens({PortProtocol::tcp, 80}, process(2)));
    auto row = listens({PortProtocol::tcp, 80}, process(3));
    row.owners[0].person = ida;  // for her the program is in the list
    helper.listen(row);
    QCOMPARE(helper.asked(), "");
    helper.join("eva", eva);
    QCOMPARE(helper.asked(), "eva");
}

void tst_Alerts::acknowledgingTouchesNoRow()
{
    // Two keys: the row that is there is for the second; the alert came before it.
    Helper helper;
    helper.join("eva", eva);
    helper.listen(listens());
    const quint64 id = helper.raised[0].second.id;
    helper.change(SetProgram{ProfileId::standard, program, {"Mine", true, {Scope::Kind::localSubnet, false, {}}}});
    QVERIFY(!helper.alerts.answer(QStringLiteral("eva"), id, AlertAnswer::acknowledge, {}));
    QVERIFY(helper.row()->enabled);
    QCOMPARE(helper.row()->name, "Mine");
    QVERIFY(helper.kept.empty());
}

void tst_Alerts::whoMadeARowOutlivesTheHelper()
{
    Helper helper;
    helper.join("eva", eva);
    helper.listen(listens());
    QVERIFY(helper.answer("eva", AlertAnswer::acknowledge));
    QVERIFY((helper.kept == std::vector<AcknowledgedProgram>{{ProfileId::standard, program, eva, true}}));

    Alerts next(helper.firewall, helper.clock, {}, helper.memory());
    QSignalSpy raised(&next, &Alerts::raised);
    next.join({QStringLiteral("eva"), eva, false});
    next.appeared(listens());
    helper.clock.advance(1s);
    next.check();
    QCOMPARE(raised.size(), 1);

    // A row that went while the helper was not running is forgotten.
    helper.kept.push_back({ProfileId::domain, "/usr/bin/gone", eva, true});
    Alerts third(helper.firewall, helper.clock, {}, helper.memory());
    QCOMPARE(helper.kept.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(tst_Alerts)
#include "tst_alerts.moc"
