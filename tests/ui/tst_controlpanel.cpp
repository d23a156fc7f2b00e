// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ui/examples.h"
#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/controlpanel.h"
#include "ui/logwindow.h"
#include "ui/propertysheet.h"
#include "ui/statuswindow.h"

#include <QIcon>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTest>

using namespace parapet;
using Link = FirewallClient::Link;
using Window = ControlPanel::Window;

class TestControlPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        client = std::make_unique<FakeClient>();
        panel = std::make_unique<ControlPanel>(*client);
    }
    void cleanup() { panel.reset(); }

    void opensTheSheetWhenTheHelperRuns()
    {
        panel->open(Window::sheet);
        QVERIFY(openWindow<PropertySheet>());
        QVERIFY(!openWindow<LogWindow>());
    }

    void opensTheLogFirstWhenToldSo()
    {
        panel->open(Window::log);
        QVERIFY(openWindow<LogWindow>());
        QVERIFY(!openWindow<PropertySheet>());
    }

    void opensTheStatusEvenWhenTheHelperDoesNotRun()
    {
        client->setLink(Link::notRunning);
        panel->open(Window::status);
        QVERIFY(openWindow<StatusWindow>() && !openWindow<QMessageBox>());
        control<QAbstractButton>(openWindow<StatusWindow>(), QStringLiteral("Parapet Firewall settings..."))->click();
        QVERIFY(openWindow<QMessageBox>());  // only the settings need it
        const QSignalSpy finished(panel.get(), &ControlPanel::finished);
        openWindow<QMessageBox>()->button(QMessageBox::No)->click();
        QCOMPARE(finished.count(), 0);
        openWindow<StatusWindow>()->close();
        QTRY_COMPARE(finished.count(), 1);
    }

    void waitsForTheFirstAnswerOfTheHelper()
    {
        client->setLink(Link::connecting);
        panel->open(Window::sheet);
        QVERIFY(!openWindow<PropertySheet>() && !openWindow<QMessageBox>());
        client->setLink(Link::running);
        QVERIFY(openWindow<PropertySheet>());
    }

    void yesStartsTheHelperAndOpensTheSheet()
    {
        ask();
        openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
        QTRY_VERIFY(openWindow<PropertySheet>());
        QCOMPARE(client->starts, 1);
    }

    void noEndsTheProgram()
    {
        ask();
        const QSignalSpy finished(panel.get(), &ControlPanel::finished);
        openWindow<QMessageBox>()->button(QMessageBox::No)->click();
        QCOMPARE(finished.count(), 1);
        QCOMPARE(client->starts, 0);
    }

    void aFailureIsToldWithItsReasonAndEndsTheProgram()
    {
        ask();
        client->failNext({ErrorKind::io, "The unit is masked."});
        const QSignalSpy finished(panel.get(), &ControlPanel::finished);
        openWindow<QMessageBox>()->button(QMessageBox::Yes)->click();
        QTRY_VERIFY(openWindow<QMessageBox>());
        QVERIFY(shows(openWindow<QMessageBox>(),
                      QStringLiteral("Parapet Firewall cannot start the Parapet Firewall service.")));
        QVERIFY(shows(openWindow<QMessageBox>(), QStringLiteral("The unit is masked.")));
        QCOMPARE(finished.count(), 0);
        openWindow<QMessageBox>()->accept();
        QCOMPARE(finished.count(), 1);
    }

    void aHelperThatComesByItselfAnswersTheQuestion()
    {
        ask();
        client->setLink(Link::running);
        QVERIFY(!openWindow<QMessageBox>());
        QVERIFY(openWindow<PropertySheet>());
    }

    void viewLogOpensOneLogBesideTheSheet()
    {
        panel->open(Window::sheet);
        auto *button = control<QAbstractButton>(openWindow<PropertySheet>(), QStringLiteral("View Log..."));
        button->click();
        auto *first = openWindow<LogWindow>();
        button->click();
        QCOMPARE(openWindow<LogWindow>(), first);
        QVERIFY(openWindow<PropertySheet>());
    }

    void endsWhenTheLastWindowIsClosed()
    {
        const QSignalSpy finished(panel.get(), &ControlPanel::finished);
        panel->open(Window::sheet);
        control<QAbstractButton>(openWindow<PropertySheet>(), QStringLiteral("View Log..."))->click();
        const QPointer<QObject> sheet(openWindow<PropertySheet>());
        openWindow<PropertySheet>()->reject();
        QTRY_VERIFY(!sheet);
        QCOMPARE(finished.count(), 0);
        openWindow<LogWindow>()->close();
        QTRY_COMPARE(finished.count(), 1);
    }

    void shieldsAreDrawn_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"parapet", "shield-on", "shield-off", "shield-warning", "shield-plain"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    // Fails where the SVG plugin of Qt is missing.
    void shieldsAreDrawn()
    {
        QFETCH(QString, name);
        const QIcon icon(QStringLiteral(":/icons/%1.svg").arg(name));
        for (const int size : {16, 32, 256}) {
            const QImage image = icon.pixmap(size).toImage();
            QCOMPARE(image.size(), QSize(size, size));
            QCOMPARE(image.pixelColor(0, size - 1).alpha(), 0);
            QCOMPARE(image.pixelColor(size / 2, size / 4 * 3).alpha(), 255);
        }
    }

private:
    void ask()
    {
        client->setLink(Link::notRunning);
        panel->open(Window::sheet);
        QVERIFY(openWindow<QMessageBox>());
        QVERIFY(openWindow<QMessageBox>()->text().startsWith(QStringLiteral(
            "Parapet Firewall settings cannot be displayed because the associated service is not running.")));
    }

    std::unique_ptr<FakeClient> client;
    std::unique_ptr<ControlPanel> panel;
};

QTEST_MAIN(TestControlPanel)
#include "tst_controlpanel.moc"
