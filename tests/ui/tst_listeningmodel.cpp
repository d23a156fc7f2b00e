// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "ui/models/listeningfilter.h"
#include "ui/models/listeningwords.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>

using namespace parapet;
using Show = ListeningFilter::Show;
using Reach = ListeningProgram::Reach;

class TestListeningModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        client = std::make_unique<FakeClient>();
        client->setSettings(exampleSettings());
        model = std::make_unique<ListeningModel>(*client);
        tester = std::make_unique<QAbstractItemModelTester>(model.get(),
                                                            QAbstractItemModelTester::FailureReportingMode::Fatal);
        model->setRows(exampleListening());
    }
    void cleanup()
    {
        tester.reset();
        model.reset();
    }

    void aRowSaysAll_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QStringList>("cells");
        const auto row = [](const char *name, int at, const QString &cells) {
            QTest::newRow(name) << at << cells.split(QLatin1Char('|'));
        };
        row("opened by a port", 0, QStringLiteral("nginx|812 +1|www-data|TCP|80|any IPv4 address|allowed: Web server"));
        row("blocked", 1, QStringLiteral("battle|4711|anna|UDP|6112|any address|blocked"));
        row("at one address", 2, QStringLiteral("postgres|640|www-data|TCP|5432|192.0.2.1|blocked"));
        row("on loopback", 3, QStringLiteral("cupsd|598|www-data|TCP|631|127.0.0.1|only this computer"));
    }

    void aRowSaysAll()
    {
        QFETCH(int, row);
        QFETCH(QStringList, cells);
        for (int column = 0; column < ListeningModel::columns; ++column)
            QCOMPARE(model->index(row, column).data().toString(), cells[column]);
    }

    void saysWhatLetsOthersIn_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("a port without a name") << 0 << "allowed: TCP 8080";
        QTest::newRow("a service") << 1 << "allowed: File and Printer Sharing";
        QTest::newRow("a program") << 2 << "allowed: Battle of the Ancients";
        QTest::newRow("a program that is no longer in the list") << 3 << "allowed: /opt/other";
        QTest::newRow("a port of a connection") << 4 << "allowed: a port of one connection";
        QTest::newRow("nothing with a name") << 5 << "allowed";
        QTest::newRow("the firewall is off") << 6 << "not filtered: the firewall is off";
    }

    void saysWhatLetsOthersIn()
    {
        QFETCH(int, kind);
        QFETCH(QString, words);
        ListeningProgram row = exampleListening().front();
        row.rule = {};
        switch (kind) {
        case 0: row.rule = {RuleId::Kind::port, 0, {PortProtocol::tcp, 8080}}; break;
        case 1: row.rule = {RuleId::Kind::service, 0, {PortProtocol::tcp, 445}}; break;
        case 2: row.program = "/usr/games/battle"; break;
        case 3: row.program = "/opt/other"; break;
        case 4: row.rule = {RuleId::Kind::connectionPort, 0, http}; break;
        case 6: row.reach = Reach::unfiltered; break;
        default: break;
        }
        Profile profile;
        profile.programs["/usr/games/battle"] = {"Battle of the Ancients", true, {}};
        QCOMPARE(ListeningWords::access(row, profile), words);
    }

    void addressesInWords_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("v6Only");
        QTest::addColumn<QString>("interface");
        QTest::addColumn<QString>("words");
        QTest::newRow("both families") << "::" << false << ""
                                       << "any address";
        QTest::newRow("IPv6 only") << "::" << true << ""
                                   << "any IPv6 address";
        QTest::newRow("IPv4 only") << "0.0.0.0" << false << ""
                                   << "any IPv4 address";
        QTest::newRow("one") << "2001:db8::1" << false << ""
                             << "2001:db8::1";
        QTest::newRow("on one interface") << "0.0.0.0" << false << "virbr0"
                                          << "any IPv4 address on virbr0";
    }

    void addressesInWords()
    {
        QFETCH(QString, address);
        QFETCH(bool, v6Only);
        QFETCH(QString, interface);
        QFETCH(QString, words);
        ListeningProgram row;
        row.listener.local = *IpAddress::parse(address.toStdString());
        row.listener.v6Only = v6Only;
        row.interface = interface.toStdString();
        QCOMPARE(ListeningWords::address(row), words);
    }

    void severalProgramsAtOneSocket()
    {
        ListeningProgram row = exampleListening().front();
        row.owners = {exampleProcess(812, "/usr/sbin/sshd", false), exampleProcess(1, "/lib/systemd/systemd", false),
                      exampleProcess(813, "/usr/sbin/sshd", false)};
        QCOMPARE(ListeningWords::program(row), QStringLiteral("sshd, systemd"));
        QCOMPARE(ListeningWords::pid(row), QStringLiteral("1 +2"));
        row.owners.clear();
        QCOMPARE(ListeningWords::program(row), QStringLiteral("Unknown"));
        QCOMPARE(ListeningWords::pid(row), QString());
        row.published = true;
        QCOMPARE(ListeningWords::program(row), QStringLiteral("published by a container"));
        QVERIFY(!isService(row));
    }

    void servicesThatAreBlockedAreCounted()
    {
        std::vector<ListeningProgram> rows = exampleListening();
        QCOMPARE(blockedServices(rows), 1);  // postgres; the game is a person's
        rows.push_back(rows[2]);             // at another port, too: still one service
        rows.back().listener.cookie = 20;
        QCOMPARE(blockedServices(rows), 1);
        rows.push_back(rows[2]);
        rows.back().owners.clear();  // the kernel's own
        QCOMPARE(blockedServices(rows), 2);
        rows.push_back(rows[2]);
        rows.back().owners.front().unit = "other.service";
        rows.back().listener.automatic = true;  // it only waits for its answers
        QCOMPARE(blockedServices(rows), 2);
    }

    void hostileNamesArePlainLines()
    {
        ListeningProgram row = exampleListening().front();
        row.owners.resize(1);
        row.owners.front().name = "<b>x</b>\nroot";
        row.owners.front().keys = {"/tmp/<i>y</i>"};
        row.user = "a\tb";
        model->setRows({row});
        QCOMPARE(model->index(0, ListeningModel::Program).data().toString(), QStringLiteral("<b>x</b> root"));
        QCOMPARE(model->index(0, ListeningModel::User).data().toString(), QStringLiteral("a b"));
        const QString tip = model->index(0, ListeningModel::Program).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("/tmp/&lt;i&gt;y&lt;/i&gt;")), qPrintable(tip));
    }

    void aNewListChangesOnlyWhatDiffers()
    {
        const QPersistentModelIndex game = model->index(1, 0), printer = model->index(3, 0);
        const QSignalSpy resets(model.get(), &ListeningModel::modelReset);
        std::vector<ListeningProgram> rows = exampleListening();
        rows.erase(rows.begin() + 2);
        rows.erase(rows.begin());
        rows[0].reach = Reach::open;
        rows.insert(rows.begin(),
                    exampleListener(9, ssh, "::", exampleProcess(2, "/usr/sbin/sshd", false), Reach::open));
        model->setRows(rows);
        QCOMPARE(resets.count(), 0);
        QCOMPARE(model->rowCount(), 3);
        QVERIFY(game.isValid() && game.data().toString() == QStringLiteral("battle"));
        QCOMPARE(game.sibling(game.row(), ListeningModel::Access).data().toString(), QStringLiteral("allowed"));
        QVERIFY(printer.isValid() && printer.data().toString() == QStringLiteral("cupsd"));
        model->setRows({});
        QCOMPARE(model->rowCount(), 0);
    }

    void anExceptionThatIsRenamedIsShownSo()
    {
        client->changeElsewhere({SetPort{ProfileId::standard, http, {"Shop", true}}});
        QCOMPARE(model->index(0, ListeningModel::Access).data().toString(), QStringLiteral("allowed: Shop"));
    }

    void theFilterShows_data()
    {
        QTest::addColumn<Show>("which");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("programs");
        const auto row = [](const char *name, Show which, const char *words, const QStringList &programs) {
            QTest::newRow(name) << which << QString::fromUtf8(words) << programs;
        };
        const QString battle = QStringLiteral("battle"), cups = QStringLiteral("cupsd"),
                      nginx = QStringLiteral("nginx"), postgres = QStringLiteral("postgres");
        row("all, by name", Show::all, "", {battle, cups, nginx, postgres});
        row("blocked", Show::blocked, "", {battle, postgres});
        row("services that are blocked", Show::blockedServices, "", {postgres});
        row("open", Show::open, "", {nginx});
        row("local", Show::local, "", {cups});
        row("a word of any column", Show::all, "ANNA", {battle});
        row("a port", Show::all, "5432", {postgres});
        row("the name of an exception", Show::all, "web server", {nginx});
        row("both", Show::blocked, "udp", {battle});
        row("nothing", Show::local, "udp", {});
    }

    void theFilterShows()
    {
        QFETCH(Show, which);
        QFETCH(QString, words);
        QFETCH(QStringList, programs);
        ListeningFilter filter(*model);
        filter.sort(ListeningModel::Program);
        filter.setShown(which);
        filter.setFilterFixedString(words);
        QStringList shown;
        for (int row = 0; row < filter.rowCount(); ++row)
            shown << filter.index(row, ListeningModel::Program).data().toString();
        QCOMPARE(shown, programs);
    }

    void numbersAreSortedAsNumbers()
    {
        ListeningFilter filter(*model);
        filter.sort(ListeningModel::Port);
        QStringList ports;
        for (int row = 0; row < filter.rowCount(); ++row)
            ports << filter.index(row, ListeningModel::Port).data().toString();
        QCOMPARE(ports.join(u' '), QStringLiteral("80 631 5432 6112"));
    }

    // 5,000 listeners, of which half change: the window must not stand still.
    void manyListenersAreQuick()
    {
        tester.reset();  // it looks at every row at every change
        std::vector<ListeningProgram> rows;
        for (std::uint64_t id = 1; id <= 5'000; ++id) {
            rows.push_back(exampleListening()[2]);
            rows.back().listener.cookie = id;
            rows.back().listener.port.port = static_cast<std::uint16_t>(id);
        }
        ListeningFilter filter(*model);
        filter.sort(ListeningModel::Port);
        QElapsedTimer timer;
        timer.start();
        model->setRows(rows);
        for (std::size_t row = 0; row < rows.size(); row += 2)
            rows[row].listener.cookie += 10'000;
        model->setRows(rows);
        QCOMPARE(filter.rowCount(), 5'000);
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
        qInfo("two lists of 5,000: %lld ms", timer.elapsed());
    }

private:
    std::unique_ptr<FakeClient> client;
    std::unique_ptr<ListeningModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

QTEST_GUILESS_MAIN(TestListeningModel)
#include "tst_listeningmodel.moc"
