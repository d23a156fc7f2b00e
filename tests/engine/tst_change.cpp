// SPDX-License-Identifier: GPL-2.0-or-later
// Changes to the settings: what is refused and with which words, whole or not at all.
#include <QTest>

#include "engine/model/change.h"

using namespace parapet;

namespace {

PortKey tcp(std::uint16_t port)
{
    return {PortProtocol::tcp, port};
}
PortKey udp(std::uint16_t port)
{
    return {PortProtocol::udp, port};
}

SetPort setPort(const PortKey &key, const std::string &name)
{
    return {ProfileId::standard, key, {name, true}};
}

Settings withPorts(std::size_t count)
{
    Settings settings;
    auto &ports = settings.profile(ProfileId::standard).ports;
    for (std::size_t port = 1; port <= count; ++port)
        ports.emplace_hint(ports.end(), tcp(std::uint16_t(port)), PortException{"a", true});
    return settings;
}

// The words of the refusal; empty if nothing was refused.
QByteArray refusal(const Settings &settings, std::span<const Change> changes)
{
    const auto result = parapet::apply(settings, changes);
    return result ? QByteArray() : QByteArray::fromStdString(result.error().text);
}

}  // namespace

class ChangeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreChecked_data();
    void namesAreChecked();
    void namesAreCountedInCharacters();
    void portsAreChecked();
    void logSizesAreChecked();
    void changesDoWhatTheySay();
    void aMissingEntryIsNotFound();
    void anErrorRefusesTheWholeList();
    void theRowsOfAProfileAreBounded();
};

void ChangeTest::namesAreChecked_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("problem");
    const auto row = [](const char *name, QByteArray text, const char *problem) {
        QTest::newRow(name) << std::move(text) << QByteArray(problem);
    };
    const auto empty = "The name must not be empty.", utf8 = "The name must be valid UTF-8 text.",
               control = "The name must not contain line breaks or other control characters.",
               direction = "The name must not contain characters that change the direction of writing.";
    row("a plain name", "Web server", "");
    row("markup is text", "<b>Firefox</b>", "");
    row("blanks around a name", "  Web  ", "");
    row("a German name", "B\xc3\xbcro", "");
    row("a Hebrew name with a mark", "\xd7\xa9\xd7\x9c\xe2\x80\x8f", "");
    row("an emoji", "\xf0\x9f\x94\xa5 wall", "");
    row("the last code point", "a\xf4\x8f\xbf\xbf", "");
    row("a zero-width joiner inside a name",
        "a\xe2\x80\x8d"
        "b",
        "");
    row("nothing", "", empty);
    row("a blank", " ", empty);
    row("blanks that are not ASCII", "\xc2\xa0\xe3\x80\x80\xe2\x80\x89", empty);
    row("zero-width characters alone", "\xe2\x80\x8b\xef\xbb\xbf", empty);
    row("a line break", "Web\nserver", control);
    row("a line break behind", "Web\n", control);
    row("a NUL", QByteArray("Web\0", 4), control);
    row("an escape", "\x1b[2J", control);
    row("DEL", "Web\x7f", control);
    row("the first C1 control", "Web\xc2\x80", control);
    row("the last C1 control", "Web\xc2\x9f", control);
    row("a line separator", "Web\xe2\x80\xa8", control);
    row("a paragraph separator", "Web\xe2\x80\xa9", control);
    row("left-to-right embedding", "a\xe2\x80\xaa", direction);
    row("right-to-left override",
        "a\xe2\x80\xae"
        "exe.txt",
        direction);
    row("left-to-right isolate", "a\xe2\x81\xa6", direction);
    row("pop directional isolate", "a\xe2\x81\xa9", direction);
    row("a lone continuation byte", "a\x80", utf8);
    row("a sequence cut short", "a\xc3", utf8);
    row("a sequence of four cut short", "a\xf0\x9f\x94", utf8);
    row("a sequence broken by a letter",
        "\xc3"
        "a",
        utf8);
    row("an overlong slash", "\xc0\xaf", utf8);
    row("an overlong NUL", "\xe0\x80\x80", utf8);
    row("an overlong sequence of four", "\xf0\x8f\xbf\xbf", utf8);
    row("a surrogate", "\xed\xa0\x80", utf8);
    row("a code point that is too high", "\xf4\x90\x80\x80", utf8);
    row("a byte that is never in UTF-8", "\xff", utf8);
    row("Latin-1", "B\xfcro", utf8);
}

void ChangeTest::namesAreChecked()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, problem);
    QCOMPARE(QByteArray::fromStdString(problemWithName(name.toStdString())), problem);
    const std::vector<Change> changes{setPort(tcp(80), name.toStdString())};
    QCOMPARE(refusal({}, changes), problem);
}

void ChangeTest::namesAreCountedInCharacters()
{
    std::string name;
    for (std::size_t i = 0; i < limits::exceptionNameLength; ++i)
        name += "\xc3\xbc";
    QCOMPARE(problemWithName(name), std::string());
    QCOMPARE(problemWithName(name + "a"), std::string("The name must not be longer than 256 characters."));
}

void ChangeTest::portsAreChecked()
{
    const std::string problem = "The port number must be between 1 and 65535.";
    for (const long long bad : {0LL, -1LL, 65536LL, 65616LL, 1LL << 40})
        QCOMPARE(problemWithPort(bad), problem);
    for (const long long good : {1LL, 65535LL})
        QCOMPARE(problemWithPort(good), std::string());
    const std::vector<Change> changes{setPort(tcp(0), "a")};
    QCOMPARE(refusal({}, changes), QByteArray::fromStdString(problem));
}

void ChangeTest::logSizesAreChecked()
{
    const std::string problem = "The size limit of the log must be between 1 and 32767 KB.";
    for (const long long bad : {0LL, -1LL, 32768LL, 1LL << 40})
        QCOMPARE(problemWithLogSize(bad), problem);
    for (const long long good : {1LL, 32767LL})
        QCOMPARE(problemWithLogSize(good), std::string());
    const std::vector<Change> changes{SetLog{{true, true, 32768}}};
    QCOMPARE(refusal({}, changes), QByteArray::fromStdString(problem));
}

void ChangeTest::changesDoWhatTheySay()
{
    const std::vector<Change> changes{SetOpmode{ProfileId::domain, Opmode::off},
                                      setPort(tcp(80), "web"),
                                      setPort(udp(80), "quic"),
                                      SetPort{ProfileId::standard, tcp(80), {"web server", false}},
                                      setPort(tcp(25), "mail"),
                                      RemovePort{ProfileId::standard, tcp(25)},
                                      SetLog{{true, false, 100}}};
    Settings expected;
    expected.profile(ProfileId::domain).opmode = Opmode::off;
    expected.profile(ProfileId::standard).ports = {{tcp(80), {"web server", false}}, {udp(80), {"quic", true}}};
    expected.log = {true, false, 100};
    const auto result = parapet::apply({}, changes);
    QVERIFY(result);
    QVERIFY(*result == expected);
}

void ChangeTest::aMissingEntryIsNotFound()
{
    Settings settings;
    settings.profile(ProfileId::standard).ports[udp(53)] = {"dns", true};
    settings.profile(ProfileId::domain).ports[tcp(53)] = {"dns", true};
    const std::vector<Change> changes{RemovePort{ProfileId::standard, tcp(53)}};
    const auto result = parapet::apply(settings, changes);
    QVERIFY(!result);
    QVERIFY(result.error().kind == ErrorKind::notFound);
    QCOMPARE(result.error().text, std::string("There is no exception for TCP port 53 in the standard profile."));
}

void ChangeTest::anErrorRefusesTheWholeList()
{
    const std::vector<Change> changes{setPort(tcp(80), "web"), setPort(tcp(81), ""), setPort(tcp(82), "web")};
    const auto result = parapet::apply({}, changes);
    QVERIFY(!result);
    QVERIFY(result.error().kind == ErrorKind::invalid);
    QCOMPARE(result.error().text, std::string("The name must not be empty."));
}

void ChangeTest::theRowsOfAProfileAreBounded()
{
    const Settings full = withPorts(limits::exceptionsPerProfile);
    const std::vector<Change> one{setPort(udp(1), "one more")};
    QCOMPARE(refusal(full, one), QByteArray("There must be no more than 20000 port exceptions in a profile."));
    QCOMPARE(refusal(withPorts(limits::exceptionsPerProfile - 1), one), QByteArray());
    const std::vector<Change> other{SetPort{ProfileId::domain, udp(1), {"other profile", true}}};
    QCOMPARE(refusal(full, other), QByteArray());
    const std::vector<Change> replaced{setPort(tcp(1), "renamed")};
    QCOMPARE(refusal(full, replaced), QByteArray());
}

QTEST_APPLESS_MAIN(ChangeTest)
#include "tst_change.moc"
