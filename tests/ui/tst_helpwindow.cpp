// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "ui/helpwindow.h"

#include <QTextBrowser>
#include <QTranslator>
#include <QUrl>

using namespace parapet;

namespace {

// A translator who did not think of markup.
class Markup : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "Help") == 0 ? QStringLiteral("<img src=x>") + QString::fromUtf8(source) : QString();
    }
};

}  // namespace

class TestHelpWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPageHasATitleAndLinksToTheOthers()
    {
        for (const HelpPage page : allHelpPages) {
            const QString html = helpHtml(page);
            QVERIFY(html.contains(helpTitle(page)));
            for (const HelpPage other : allHelpPages)
                QCOMPARE(html.contains(QStringLiteral("\"%1\"").arg(helpAddress(other))), other != page);
        }
    }

    void sentencesAreTextWhateverIsInThem()
    {
        Markup markup;
        QVERIFY(QCoreApplication::installTranslator(&markup));
        for (const HelpPage page : allHelpPages)
            QVERIFY(!helpHtml(page).contains(QStringLiteral("<img")));
    }

    void aLinkLeadsToItsPage()
    {
        HelpWindow window;
        window.openPage(HelpPage::firewall);
        Q_EMIT text(window)->anchorClicked(QUrl(helpAddress(HelpPage::ports)));
        QCOMPARE(window.page(), HelpPage::ports);
        QVERIFY(window.windowTitle().contains(helpTitle(HelpPage::ports)));
        QVERIFY(text(window)->toPlainText().contains(helpTitle(HelpPage::ports)));
    }

    void noLinkLeadsAnywhereElse()
    {
        HelpWindow window;
        window.openPage(HelpPage::firewall);
        QVERIFY(!text(window)->openLinks() && !text(window)->openExternalLinks());
        for (const char *address : {"https://example.org/", "file:///etc/passwd", "page:99", ""})
            Q_EMIT text(window)->anchorClicked(QUrl(QLatin1String(address)));
        QCOMPARE(window.page(), HelpPage::firewall);
    }

    void escapeCloses()
    {
        HelpWindow window;
        window.openPage(HelpPage::exceptions);
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(!window.isModal());
        QTest::keyClick(text(window), Qt::Key_Escape);
        QVERIFY(!window.isVisible());
    }

    void aLinkCanBeFollowedByKeyboard()
    {
        HelpWindow window;
        window.openPage(HelpPage::firewall);
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::keyClick(text(window), Qt::Key_Tab);
        QTest::keyClick(text(window), Qt::Key_Return);
        QCOMPARE(window.page(), HelpPage::exceptions);
    }

private:
    static QTextBrowser *text(const HelpWindow &window) { return window.findChild<QTextBrowser *>(); }
};

QTEST_MAIN(TestHelpWindow)
#include "tst_helpwindow.moc"
