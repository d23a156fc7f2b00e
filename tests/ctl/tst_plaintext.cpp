// SPDX-License-Identifier: GPL-2.0-or-later
// Names of strangers reach the terminal as text only.
#include "app/ctl/plaintext.h"

#include <QTest>

using namespace parapet;

class TestPlainText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plain_data();
    void plain();
};

void TestPlainText::plain_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *name, const char *text, const char *shown) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(shown);
    };
    row("an ordinary name stays", "My web server", "My web server");
    row("other scripts stay", "Büro \xe6\x9d\xb1 \xd8\xb3\xd9\x84", "Büro \xe6\x9d\xb1 \xd8\xb3\xd9\x84");
    row("an emoji with a joiner stays", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
        "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
    row("a backslash stays", "C:\\new", "C:\\new");
    row("an escape sequence is shown", "\x1b]0;owned\x07", "\\u001b]0;owned\\u0007");
    row("a line break is shown", "one\ntwo\r", "one\\u000atwo\\u000d");
    row("the eight-bit form of an escape sequence is shown",
        "\xc2\x9b"
        "31m",
        "\\u009b31m");
    row("a bidirectional override is shown",
        "\xe2\x80\xae"
        "txt.exe",
        "\\u202etxt.exe");
    row("a bidirectional isolate is shown",
        "\xe2\x81\xa6"
        "a",
        "\\u2066a");
    row("a right-to-left mark is shown",
        "\xe2\x80\x8f"
        "a",
        "\\u200fa");
    row("a line separator is shown", "\xe2\x80\xa8", "\\u2028");
    row("an invisible tag beyond the first plane is a surrogate pair", "\xf3\xa0\x81\x81", "\\udb40\\udc41");
    row("a byte that is not UTF-8 is shown",
        "a\xff"
        "b\xc3",
        "a\\xffb\\xc3");
    row("nothing stays nothing", "", "");
}

void TestPlainText::plain()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(ctl::plain(text.toStdString())), shown);
}

QTEST_APPLESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
