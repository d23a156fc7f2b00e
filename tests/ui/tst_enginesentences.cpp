// SPDX-License-Identifier: GPL-2.0-or-later
// Every refusal of the model that a dialog can show is in the table of sentences for translators, values and all. A
// sentence that changes in the engine fails here. check_translations.py looks after those of the helper.
#include <QTest>

#include "engine/model/change.h"
#include "engine/model/checks.h"
#include "engine/model/scope.h"
#include "ui/models/plaintext.h"

#include <QTranslator>

#include <functional>
#include <string>
#include <vector>

using namespace parapet;

namespace {

// Puts each sentence that is looked up between angle brackets.
class BracketTranslator : public QTranslator {
public:
    bool isEmpty() const override { return false; }

    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "Engine") == 0 ? QLatin1Char('<') + QString::fromUtf8(source) + QLatin1Char('>')
                                               : QString();
    }
};

void verifyKnown(const std::string &sentence)
{
    QVERIFY(!sentence.empty());
    const QString original = QString::fromStdString(sentence);
    QString shown = engineSentence(sentence);
    QVERIFY2(shown.startsWith(QLatin1Char('<')) && shown.endsWith(QLatin1Char('>')), sentence.c_str());
    QCOMPARE(shown.remove(QLatin1Char('<')).remove(QLatin1Char('>')), original);
}

std::string refusal(const Settings &settings, const Change &change)
{
    const std::vector<Change> changes{change};
    const Result<Settings> after = parapet::apply(settings, changes);
    return after ? std::string() : after.error().text;
}

const std::string faultyLines[] = {"", "\xff", "a\nb",
                                   "\u202e"
                                   "abc",
                                   std::string(5'000, 'a')};

std::string entry(std::size_t number)
{
    return "/e" + std::to_string(number);
}

// As full as settings may be.
Settings fullSettings()
{
    Settings settings;
    Profile &profile = settings.profile(ProfileId::standard);
    for (std::size_t number = 1; number <= limits::exceptionsPerProfile; ++number) {
        const auto port = static_cast<std::uint16_t>(number);
        profile.ports[{PortProtocol::tcp, port}] = {entry(number)};
        profile.programs[entry(number)] = {entry(number)};
    }
    for (std::size_t number = 1; number <= limits::connections; ++number)
        settings.connections[entry(number)].filtered = false;
    for (std::size_t number = 1; number <= limits::portsPerConnection; ++number)
        settings.connections[entry(1)].ports[{PortProtocol::udp, static_cast<std::uint16_t>(number)}] = {entry(1)};
    return settings;
}

class TestEngineSentences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_translator)); }

    void fields()
    {
        for (const std::string &line : faultyLines) {
            verifyKnown(problemWithName(line));
            verifyKnown(problemWithConnection(line));
            verifyKnown(problemWithProgram(line));
            verifyKnown(problemWithLogFile(line));
        }
        verifyKnown(problemWithProgram("program"));
        verifyKnown(problemWithProgram("/usr/../program"));
        verifyKnown(problemWithLogFile("a/b.log"));
        verifyKnown(problemWithLogFile(".log"));
        for (const long long number : {-1LL, 0LL, 65'536LL})
            verifyKnown(problemWithPort(number));
        verifyKnown(problemWithLogSize(0));
        verifyKnown(problemWithLogSize(32'768));
    }

    void scopes_data()
    {
        QTest::addColumn<QString>("list");
        for (const char *list : {"",
                                 "10.0.0.1,",
                                 "10.0.0.1,10.0.0.1",
                                 "LocalSubnet,localsubnet",
                                 "0.0.0.0",
                                 "::",
                                 "127.0.0.1",
                                 "::1",
                                 "nonsense",
                                 "10.0.0",
                                 "10.0.0.0/33",
                                 "2001:db8::/129",
                                 "10.0.0.0/255.0.255.0",
                                 "10.0.0.0/x",
                                 "2001:db8::/255.0.0.0",
                                 "10.0.0.1-x",
                                 "10.0.0.1-2001:db8::1",
                                 "1.2.3.4-1.2.3.1",
                                 "%1",
                                 "a \"%2\" b"})
            QTest::newRow(list) << QString::fromLatin1(list);
        QTest::newRow("too many") << QStringLiteral("10.0.0.1,").repeated(limits::scopeItems);
    }

    void scopes()
    {
        QFETCH(const QString, list);
        const Result<Scope> scope = Scope::parse(list.toStdString());
        QVERIFY(!scope);
        verifyKnown(scope.error().text);
    }

    void changes()
    {
        const Settings none;
        for (const ProfileId profile : allProfiles) {
            verifyKnown(refusal(none, RemovePort{profile, {PortProtocol::tcp, 80}}));
            verifyKnown(refusal(none, RemovePort{profile, {PortProtocol::udp, 53}}));
            verifyKnown(refusal(none, RemoveProgram{profile, "/usr/bin/program"}));
            verifyKnown(refusal(none, SetService{profile, "no-such", {}}));
            for (const PortProtocol protocol : {PortProtocol::tcp, PortProtocol::udp}) {
                ServiceException changed;
                changed.ports[{protocol, 1}] = {};
                verifyKnown(refusal(none, SetService{profile, "ssh", changed}));
            }
        }
        verifyKnown(refusal(none, RemoveConnectionPort{"office", {PortProtocol::tcp, 80}}));
        verifyKnown(refusal(none, SetConnectionIcmp{"office", IcmpItem::packetTooBig, true}));
        verifyKnown(refusal(none, SetConnectionFilter{"", false}));
    }

    void limits()
    {
        const Settings full = fullSettings();
        verifyKnown(refusal(full, SetPort{ProfileId::standard, {PortProtocol::udp, 1}, {"one more"}}));
        verifyKnown(refusal(full, SetProgram{ProfileId::standard, "/one/more", {"one more"}}));
        verifyKnown(refusal(full, SetConnectionFilter{"one more", false}));
        verifyKnown(refusal(full, SetConnectionPort{entry(1), {PortProtocol::tcp, 1}, {"one more"}}));
    }

    // What failed is said in one language as a whole, though one sentence stands in the other.
    void sentenceInASentence()
    {
        QCOMPARE(engineSentence("The former rules could not be put back: Cannot write /a: b: no room. Free some space "
                                "and try again."),
                 QStringLiteral("<The former rules could not be put back: <<Cannot write /a: b: no room.> Free some "
                                "space and try again.>>"));
    }

    void foreignWordsStayAsTheyAre()
    {
        for (const char *text : {"", "The unit parapetd.service is masked.", "100 %1", "<b>bold</b>"})
            QCOMPARE(engineSentence(text), QString::fromLatin1(text));
        QCOMPARE(engineSentence("\"%2 %1\" is not an IP address or subnet."),
                 QStringLiteral("<\"%2 %1\" is not an IP address or subnet.>"));
    }

private:
    BracketTranslator m_translator;
};

}  // namespace

QTEST_GUILESS_MAIN(TestEngineSentences)

#include "tst_enginesentences.moc"
