// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "tests/ui/examples.h"
#include "ui/models/exceptionsmodel.h"
#include "ui/models/rowroles.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>

#include <algorithm>

using namespace parapet;

class TestExceptionsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        draft = std::make_unique<SettingsDraft>();
        draft->rebase(exampleSettings());
        model = std::make_unique<ExceptionsModel>(*draft);
        tester = std::make_unique<QAbstractItemModelTester>(model.get());
    }

    void showsNamesAndCheckMarks()
    {
        QCOMPARE(model->rowCount(), 3 + services);
        QCOMPARE(text(http), QStringLiteral("Web server"));
        QCOMPARE(cell(http, Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QCOMPARE(cell(dns, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QCOMPARE(cell(http, Qt::AccessibleDescriptionRole).toString(), QStringLiteral("TCP 80"));
        QCOMPARE(cell(http, Qt::ToolTipRole).toString(), QStringLiteral("<qt>TCP 80</qt>"));
    }

    void everyKindHasARow()
    {
        addProgram("Game");
        QCOMPARE(text(game), QStringLiteral("Game"));
        QCOMPARE(cell(game, Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QCOMPARE(text(sharing), QStringLiteral("File and Printer Sharing"));
        QCOMPARE(cell(sharing, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QCOMPARE(cell(sharing, Qt::AccessibleDescriptionRole).toString(),
                 QStringLiteral("TCP 139, TCP 445, UDP 137, UDP 138"));
        QCOMPARE(cell(ServiceId{"kde-connect"}, Qt::AccessibleDescriptionRole).toString(),
                 QStringLiteral("TCP 1714-1764, UDP 1714-1764"));
    }

    // 13.6: the row of a program says nothing of ports, which open and close with it.
    void aProgramIsKnownByItsPath()
    {
        addProgram("Game");
        QCOMPARE(cell(game, Qt::AccessibleDescriptionRole).toString(), QStringLiteral("/usr/bin/game"));
    }

    void programsHaveTheIconsOfTheMenu()
    {
        addProgram("Game");
        QVERIFY(cell(game, IconNameRole).isValid() && cell(game, IconNameRole).toString().isEmpty());
        model->setProgramIcons({{QStringLiteral("/usr/bin/game"), QStringLiteral("applications-games")}});
        QCOMPARE(cell(game, IconNameRole).toString(), QStringLiteral("applications-games"));
    }

    // 13.12: the command line can turn on what the window does not offer; open, it is never hidden.
    void anUnlistedServiceIsListedWhileItIsOn()
    {
        const ServiceId remote{"remote-administration"};
        QCOMPARE(model->row(remote), -1);
        Settings next = exampleSettings();
        next.profile(ProfileId::standard).services["remote-administration"].enabled = true;
        draft->rebase(next);
        QCOMPARE(text(remote), QStringLiteral("Remote Administration"));
        QVERIFY(model->setData(index(remote), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(model->row(remote) >= 0);  // so that the mark can be set again
        QVERIFY(model->setData(index(remote), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(draft->changes().empty());
    }

    void names_data()
    {
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("shown");
        QTest::newRow("an ordinary name is shown as it is")
            << QStringLiteral("Web server") << QStringLiteral("Web server");
        QTest::newRow("an entry without a name shows its port") << QString() << QStringLiteral("TCP 80");
        QTest::newRow("a name of blanks shows its port") << QStringLiteral(" \t ") << QStringLiteral("TCP 80");
        QTest::newRow("markup is text") << QStringLiteral("<b>Firefox</b>") << QStringLiteral("<b>Firefox</b>");
        QTest::newRow("a line break cannot make a second row") << QStringLiteral("a\nb") << QStringLiteral("a b");
        QTest::newRow("marks that reorder text become visible")
            << QStringLiteral("a\u202Eb") << QStringLiteral("a\uFFFDb");
        QTest::newRow("other scripts stay") << QStringLiteral("שרת \U0001F525") << QStringLiteral("שרת \U0001F525");
    }

    void names()
    {
        QFETCH(QString, stored);
        QFETCH(QString, shown);
        draft->setPort(http, {stored.toStdString(), true});
        QCOMPARE(text(http), shown);
    }

    // 13.12: nameless entries are active and must be shown.
    void aProgramWithoutANameShowsItsPath()
    {
        addNameless();
        QCOMPARE(text(game), QStringLiteral("/usr/bin/game"));
    }

    void aNamelessEntryCanBeSwitchedOff_data()
    {
        QTest::addColumn<bool>("program");
        QTest::newRow("13.12 a port without a name") << false;
        QTest::newRow("13.12 a program without a name") << true;
    }

    void aNamelessEntryCanBeSwitchedOff()
    {
        QFETCH(bool, program);
        addNameless();
        const ExceptionId id = program ? ExceptionId(game) : ExceptionId(http);
        QVERIFY(model->setData(index(id), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(cell(id, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QVERIFY(parapet::apply(draft->inForce(), draft->changes()));  // what OK sends is taken
    }

    void aCheckMarkGoesToTheDraft()
    {
        QVERIFY(model->setData(index(http), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(draft->profile().ports.at(http).enabled, false);
        QCOMPARE(cell(http, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    }

    // Check/uncheck toggles Enabled only; name, scope and the ports of a service stay (xp-reference 1.2).
    void aCheckMarkChangesNothingElse()
    {
        const Scope subnet{Scope::Kind::localSubnet, false, {}};
        draft->edit({SetProgram{ProfileId::standard, game.path, {"Game", true, subnet}},
                     SetService{ProfileId::standard, sharing.id, {true, {{{PortProtocol::tcp, 139}, {false, {}}}}}}});
        QVERIFY(model->setData(index(game), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(model->setData(index(sharing), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY((draft->profile().programs.at(game.path) == ProgramException{"Game", false, subnet}));
        QVERIFY((draft->profile().services.at(sharing.id)
                 == ServiceException{false, {{{PortProtocol::tcp, 139}, {false, {}}}}}));
    }

    void readOnlyRowsAreDimmedAndStandFast()
    {
        model->setEditable(false);
        QVERIFY(!(model->flags(index(http)) & Qt::ItemIsEnabled));
        QVERIFY(!model->setData(index(http), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(draft->changes().empty());
    }

    void rowsKeepTheirPlaceWhenOthersComeAndGo()
    {
        const QPersistentModelIndex row = index(http);
        Settings next = exampleSettings();
        auto &ports = next.profile(ProfileId::standard).ports;
        ports.erase(ssh);
        ports.erase(dns);
        for (std::uint16_t port = 1; port < 200; port += 3)
            ports[{PortProtocol::tcp, port}] = {"new", true};
        const QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
        draft->rebase(next);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(model->rowCount(), int(ports.size()) + services);
        int at = 0;
        for (const auto &[key, entry] : ports)
            QVERIFY(model->id(at++) == ExceptionId(key));
        QVERIFY(row.isValid());
        QCOMPARE(row.data().toString(), QStringLiteral("Web server"));
    }

    void anotherProfileShowsItsOwnRows()
    {
        draft->setProfileId(ProfileId::domain);
        QCOMPARE(model->rowCount(), services);
        draft->setProfileId(ProfileId::standard);
        QCOMPARE(model->rowCount(), 3 + services);
    }

    // xp-reference 1.2: only on computers of a domain.
    void aComputerOfADomainHasAColumnForGroupPolicy()
    {
        QCOMPARE(model->columnCount(), 1);
        draft->setProfileId(ProfileId::domain);
        QCOMPARE(model->columnCount(), 2);
        QCOMPARE(model->headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Group Policy"));
        const QModelIndex policy = model->index(0, 1);
        QCOMPARE(policy.data().toString(), QStringLiteral("No"));
        QVERIFY(!policy.data(Qt::CheckStateRole).isValid());
        QVERIFY(!model->setData(policy, Qt::Checked, Qt::CheckStateRole));
        draft->setProfileId(ProfileId::standard);
        QCOMPARE(model->columnCount(), 1);
    }

    void fillsWithAsManyAsAreAllowed()
    {
        Settings next;
        for (std::size_t i = 0; i < limits::exceptionsPerProfile; ++i)
            next.profile(ProfileId::standard).ports[{PortProtocol::udp, std::uint16_t(i + 1)}] = {"x", true};
        tester.reset();  // it looks at every row after every signal
        draft->rebase(next);
        QCOMPARE(model->rowCount(), int(limits::exceptionsPerProfile) + services);
    }

private:
    QModelIndex index(const ExceptionId &id) const { return model->index(model->row(id), 0); }
    QVariant cell(const ExceptionId &id, int role) const { return model->data(index(id), role); }
    QString text(const ExceptionId &id) const { return cell(id, Qt::DisplayRole).toString(); }
    void addProgram(const std::string &name) const
    {
        draft->edit({SetProgram{ProfileId::standard, game.path, {name, true, {}}}});
    }
    // As an administrator's tool may leave them in the store.
    void addNameless() const
    {
        Settings next = exampleSettings();
        next.profile(ProfileId::standard).programs[game.path].name.clear();
        next.profile(ProfileId::standard).ports[http].name.clear();
        draft->rebase(next);
    }

    const ProgramPath game{"/usr/bin/game"};
    const ServiceId sharing{"file-and-printer-sharing"};
    const int services = static_cast<int>(std::ranges::count_if(serviceCatalogue(), &Service::listed));

    std::unique_ptr<SettingsDraft> draft;
    std::unique_ptr<ExceptionsModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

QTEST_GUILESS_MAIN(TestExceptionsModel)
#include "tst_exceptionsmodel.moc"
