// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to the open sheet's edits when somebody else changes the settings meanwhile.
#include "tests/ui/examples.h"
#include "ui/models/settingsdraft.h"

#include <QSignalSpy>
#include <QTest>

using namespace parapet;

namespace {

constexpr auto standard = ProfileId::standard;
using Changes = std::vector<Change>;

}  // namespace

class TestSettingsDraft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        base = exampleSettings();
        draft = std::make_unique<SettingsDraft>();
        draft->rebase(base);
    }

    void untouchedDraftSendsNothing() { QVERIFY(draft->changes().empty()); }

    void editsAreSentAndNothingElse()
    {
        draft->setOpmode(Opmode::off);
        draft->setPort(http, {"Web server", false});
        draft->removePort(dns);
        const Changes expected{SetOpmode{standard, Opmode::off}, RemovePort{standard, dns},
                               SetPort{standard, http, {"Web server", false}}};
        QVERIFY(draft->changes() == expected);
    }

    void anEditTakenBackIsNoEdit()
    {
        draft->setOpmode(Opmode::off);
        draft->setOpmode(Opmode::on);
        QVERIFY(draft->changes().empty());
    }

    void untouchedPartsFollow()
    {
        draft->setOpmode(Opmode::onWithoutExceptions);
        changeElsewhere({SetPort{standard, http, {"Apache", false}}, RemovePort{standard, ssh},
                         SetPort{standard, {PortProtocol::udp, 5353}, {"mDNS", true}}, SetLog{{true, true, 100}}});
        Settings expected = elsewhere;
        expected.profile(standard).opmode = Opmode::onWithoutExceptions;
        QVERIFY(draft->settings() == expected);
        QVERIFY((draft->changes() == Changes{SetOpmode{standard, Opmode::onWithoutExceptions}}));
    }

    void theUserWinsAConflict()
    {
        draft->setOpmode(Opmode::off);
        draft->setPort(http, {"Mine", true});
        changeElsewhere({SetOpmode{standard, Opmode::onWithoutExceptions}, SetPort{standard, http, {"Theirs", true}}});
        QCOMPARE(draft->profile().opmode, Opmode::off);
        QCOMPARE(draft->profile().ports.at(http).name, std::string("Mine"));
    }

    void aCheckMarkHereAndANameThereAreBothKept()
    {
        draft->setPort(http, {"Web server", false});
        changeElsewhere({SetPort{standard, http, {"Apache", true}}});
        QVERIFY((draft->profile().ports.at(http) == PortException{"Apache", false}));
    }

    void anEditedEntryRemovedElsewhereComesBack()
    {
        draft->setPort(http, {"Web server", false});
        changeElsewhere({RemovePort{standard, http}});
        QVERIFY((draft->changes() == Changes{SetPort{standard, http, {"Web server", false}}}));
    }

    void anEntryDeletedHereStaysDeletedWhenEditedElsewhere()
    {
        draft->removePort(http);
        changeElsewhere({SetPort{standard, http, {"Apache", true}}});
        QVERIFY((draft->changes() == Changes{RemovePort{standard, http}}));
    }

    void anEntryDeletedOnBothSidesIsNoChange()
    {
        draft->removePort(http);
        changeElsewhere({RemovePort{standard, http}});
        QVERIFY(draft->changes().empty());
    }

    void logSettingsAreMergedOneByOne()
    {
        draft->setLog({true, false, limits::logSizeDefaultKb});
        changeElsewhere({SetLog{{false, true, 100}}});
        QVERIFY((draft->settings().log == LogSettings{true, true, 100}));
    }

    void aChangeOfTheKeyIsARemovalAndANewEntry()
    {
        const PortKey alternative{PortProtocol::tcp, 8080};
        draft->replacePort(http, alternative, {"Web server", true});
        const Changes expected{RemovePort{standard, http}, SetPort{standard, alternative, {"Web server", true}}};
        QVERIFY(draft->changes() == expected);
    }

    void editsBelongToTheProfileTheyWereMadeIn()
    {
        draft->setProfileId(ProfileId::domain);
        draft->setOpmode(Opmode::off);
        draft->setProfileId(standard);
        QCOMPARE(draft->profile().opmode, Opmode::on);
        QVERIFY((draft->changes() == Changes{SetOpmode{ProfileId::domain, Opmode::off}}));
    }

    void tellsOnlyOfRealChanges()
    {
        const QSignalSpy changed(draft.get(), &SettingsDraft::changed);
        draft->setOpmode(Opmode::on);
        draft->rebase(base);
        QCOMPARE(changed.count(), 0);
        draft->setOpmode(Opmode::off);
        QCOMPARE(changed.count(), 1);
    }

private:
    void changeElsewhere(const Changes &changes)
    {
        elsewhere = *parapet::apply(base, changes);
        draft->rebase(elsewhere);
    }

    Settings base, elsewhere;
    std::unique_ptr<SettingsDraft> draft;
};

QTEST_APPLESS_MAIN(TestSettingsDraft)
#include "tst_settingsdraft.moc"
