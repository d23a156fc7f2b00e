// SPDX-License-Identifier: GPL-2.0-or-later
// OK in the sheet of somebody who sits in an SSH session that the change would lock out.
#include <QTest>

#include "tests/ui/fakeclient.h"
#include "tests/ui/windows.h"
#include "ui/dialogs/lockoutwarning.h"
#include "ui/propertysheet.h"

#include <QCheckBox>
#include <QPushButton>

#include <memory>

using namespace parapet;

namespace {

const NewFlow session{*IpAddress::parse("203.0.113.5"), *IpAddress::parse("192.0.2.1"), {PortProtocol::tcp, 22}};
const Decision in{Verdict::accept, Reason::portException, {}, true}, out;

}  // namespace

class TestLockout : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_client = std::make_unique<FakeClient>();
        m_client->setLink(FirewallClient::Link::running);
        m_client->setRights({Right::yes, Right::yes});
        m_sheet = new PropertySheet(*m_client);
        m_sheet->setSession(session);
        m_sheet->show();
        m_client->foresight = {in, out};
        control<QCheckBox>(m_sheet, QStringLiteral("Don't allow exceptions"))->click();
    }
    void cleanup()
    {
        delete m_sheet;
        m_client.reset();
    }

    void asksBeforeItLocksOut()
    {
        m_sheet->accept();
        QTRY_VERIFY(warning());
        QCOMPARE(m_client->asked.size(), 1U);
        QVERIFY(m_client->sent.empty());
        QVERIFY(warning()->informativeText().contains(QStringLiteral("203.0.113.5")));
    }

    void theDefaultKeepsItReachable()
    {
        m_sheet->accept();
        QTRY_VERIFY(warning());
        QTest::keyClick(warning(), Qt::Key_Return);
        QTRY_COMPARE(m_client->sent.size(), 1U);
        const Profile &profile = m_client->settings().profile(ProfileId::standard);
        QTRY_VERIFY(profile.ports.contains(session.port));
        QVERIFY(profile.opmode == Opmode::on);
    }

    void whoWantsItLocksOut()
    {
        m_sheet->accept();
        QTRY_VERIFY(warning());
        for (QAbstractButton *button : warning()->buttons()) {
            if (warning()->buttonRole(button) == QMessageBox::DestructiveRole)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_VERIFY(m_client->settings().profile(ProfileId::standard).opmode == Opmode::onWithoutExceptions);
    }

    void escapeChangesNothingAndTheSheetStays()
    {
        m_sheet->accept();
        QTRY_VERIFY(warning());
        QTest::keyClick(warning(), Qt::Key_Escape);
        QTRY_VERIFY(!warning());
        QVERIFY(m_client->sent.empty());
        QVERIFY(m_sheet && m_sheet->isVisible() && m_sheet->findChild<QCheckBox *>()->isEnabled());
    }

    void aHarmlessChangeIsMadeAtOnce()
    {
        m_client->foresight = {in, in};
        m_sheet->accept();
        QTRY_COMPARE(m_client->sent.size(), 1U);
        QVERIFY(!warning());
    }

private:
    LockoutWarning *warning() const { return openWindow<LockoutWarning>(); }

    std::unique_ptr<FakeClient> m_client;
    QPointer<PropertySheet> m_sheet;
};

QTEST_MAIN(TestLockout)
#include "tst_lockout.moc"
