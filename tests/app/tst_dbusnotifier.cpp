// SPDX-License-Identifier: GPL-2.0-or-later
// Notifications against a desktop that is played here.
#include "tests/app/callers.h"

#include "app/panel/dbusnotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QSignalSpy>
#include <QTest>

#include <memory>

#include <unistd.h>

using namespace parapet;

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");

class FakeDesktop final : public QDBusVirtualObject {
public:
    FakeDesktop(const QString &address, const QStringList &capabilities)
        : m_bus(QDBusConnection::connectToBus(address, QStringLiteral("desktop"))), m_capabilities(capabilities)
    {
        m_bus.registerVirtualObject(path, this);
        works = m_bus.registerService(service);
    }
    ~FakeDesktop() override { QDBusConnection::disconnectFromBus(QStringLiteral("desktop")); }

    bool works = false;
    QVariantList shown;  // the arguments of the last Notify
    QList<uint> closed;
    uint id = 0;

    void invoke(const QString &key) { send("ActionInvoked", {id, key}); }
    void close(uint reason) { send("NotificationClosed", {id, reason}); }

    bool handleMessage(const QDBusMessage &call, const QDBusConnection &connection) override
    {
        if (call.member() == QStringLiteral("GetCapabilities"))
            return connection.send(call.createReply(m_capabilities));
        if (call.member() == QStringLiteral("CloseNotification")) {
            closed << call.arguments().constFirst().toUInt();
            return connection.send(call.createReply());
        }
        shown = call.arguments();
        return connection.send(call.createReply(++id));
    }
    QString introspect(const QString &) const override { return {}; }

private:
    void send(const char *name, const QVariantList &arguments)
    {
        auto signal = QDBusMessage::createSignal(path, service, QLatin1String(name));
        signal.setArguments(arguments);
        m_bus.send(signal);
    }

    QDBusConnection m_bus;
    QStringList m_capabilities;
};

const Notice notice{QStringLiteral("Parapet Security Alert"),
                    QStringLiteral("<b>x</b> & y"),
                    QStringLiteral("default"),
                    {{QStringLiteral("keep"), QStringLiteral("Keep Blocking")},
                     {QStringLiteral("default"), QStringLiteral("Details...")}}};

}  // namespace

class tst_DbusNotifier : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase() { m_bus.reset(); }

    void aDesktopWithButtonsIsUsable_data();
    void aDesktopWithButtonsIsUsable();
    void withoutADesktopNothingIsUsable();
    void namesAreNoMarkup_data();
    void namesAreNoMarkup();
    void buttonsAreHeard();
    void whatEndsIsTold_data();
    void whatEndsIsTold();
    void closingClosesAlsoWhatIsNotShownYet();
    void aDesktopThatEndsLosesWhatItShowed();

private:
    bool begin(const QStringList &capabilities)
    {
        m_desktop = std::make_unique<FakeDesktop>(m_bus->address(), capabilities);
        m_notifier =
            std::make_unique<DbusNotifier>(QDBusConnection::connectToBus(m_bus->address(), QStringLiteral("notifier")));
        return m_desktop->works && QTest::qWaitFor([this] { return m_notifier->isUsable(); });
    }
    bool show(std::uint64_t id)
    {
        const uint before = m_desktop->id;
        m_notifier->show(id, notice);
        return QTest::qWaitFor([this, before] { return m_desktop->id > before; });
    }

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeDesktop> m_desktop;
    std::unique_ptr<DbusNotifier> m_notifier;
};

void tst_DbusNotifier::initTestCase()
{
    if (geteuid() != 0)
        QSKIP("a private bus needs root");
    m_bus = std::make_unique<PrivateBus>(PrivateBus::withoutPolkit());
    QVERIFY(!m_bus->address().isEmpty());
}

void tst_DbusNotifier::init()
{
    QTRY_VERIFY(m_bus->isFree("org.freedesktop.Notifications"));
}

void tst_DbusNotifier::cleanup()
{
    m_notifier.reset();
    m_desktop.reset();
    QDBusConnection::disconnectFromBus(QStringLiteral("notifier"));
}

void tst_DbusNotifier::aDesktopWithButtonsIsUsable_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<bool>("usable");
    QTest::newRow("with buttons") << QStringList{QStringLiteral("body"), QStringLiteral("actions")} << true;
    QTest::newRow("without") << QStringList{QStringLiteral("body")} << false;
}

void tst_DbusNotifier::aDesktopWithButtonsIsUsable()
{
    QFETCH(QStringList, capabilities);
    QFETCH(bool, usable);
    QVERIFY(begin({QStringLiteral("actions")}));
    m_desktop.reset();
    QTRY_VERIFY(!m_notifier->isUsable());
    m_desktop = std::make_unique<FakeDesktop>(m_bus->address(), capabilities);
    if (usable)
        QTRY_VERIFY(m_notifier->isUsable());
    else
        QVERIFY(!QTest::qWaitFor([this] { return m_notifier->isUsable(); }, 200));
}

void tst_DbusNotifier::withoutADesktopNothingIsUsable()
{
    m_notifier =
        std::make_unique<DbusNotifier>(QDBusConnection::connectToBus(m_bus->address(), QStringLiteral("notifier")));
    const QSignalSpy lost(m_notifier.get(), &Notifier::lost);
    m_notifier->show(7, notice);
    QTRY_COMPARE(lost.count(), 1);
    QVERIFY(!m_notifier->isUsable());
}

void tst_DbusNotifier::namesAreNoMarkup_data()
{
    QTest::addColumn<QString>("capability");
    QTest::addColumn<QString>("body");
    QTest::newRow("of a desktop that takes markup") << "body-markup"
                                                    << "&lt;b&gt;x&lt;/b&gt; &amp; y";
    QTest::newRow("of one that does not") << "body"
                                          << "<b>x</b> & y";
}

void tst_DbusNotifier::namesAreNoMarkup()
{
    QFETCH(QString, capability);
    QFETCH(QString, body);
    QVERIFY(begin({QStringLiteral("actions"), capability}));
    QVERIFY(show(7));
    QCOMPARE(m_desktop->shown.at(3).toString(), notice.title);
    QCOMPARE(m_desktop->shown.at(4).toString(), body);
    QCOMPARE(m_desktop->shown.at(5).toStringList().join(u'|'), QStringLiteral("keep|Keep Blocking|default|Details..."));
    QCOMPARE(m_desktop->shown.at(7).toInt(), 0);  // never expires
}

void tst_DbusNotifier::buttonsAreHeard()
{
    QVERIFY(begin({QStringLiteral("actions")}));
    QVERIFY(show(7));
    QSignalSpy pressed(m_notifier.get(), &Notifier::pressed);
    const QSignalSpy lost(m_notifier.get(), &Notifier::lost);
    // The answer to Notify comes first, on the same connection.
    m_desktop->invoke(QStringLiteral("keep"));
    QTRY_COMPARE(pressed.count(), 1);
    QCOMPARE(pressed[0][0].value<std::uint64_t>(), 7U);
    QCOMPARE(pressed[0][1].toString(), QStringLiteral("keep"));
    m_desktop->invoke(QStringLiteral("keep"));  // it is gone
    m_desktop->close(3);
    QTRY_COMPARE(m_desktop->closed, QList<uint>{1});
    QCOMPARE(pressed.count(), 1);
    QCOMPARE(lost.count(), 0);
}

void tst_DbusNotifier::whatEndsIsTold_data()
{
    QTest::addColumn<uint>("reason");
    QTest::addColumn<bool>("dismissed");
    QTest::newRow("expired") << 1U << false;
    QTest::newRow("waved away") << 2U << true;
    QTest::newRow("for no reason") << 4U << false;
}

void tst_DbusNotifier::whatEndsIsTold()
{
    QFETCH(uint, reason);
    QFETCH(bool, dismissed);
    QVERIFY(begin({QStringLiteral("actions")}));
    QVERIFY(show(7));
    const QSignalSpy waved(m_notifier.get(), &Notifier::dismissed), lost(m_notifier.get(), &Notifier::lost);
    m_desktop->close(reason);
    QTRY_COMPARE(waved.count() + lost.count(), 1);
    QCOMPARE(waved.count(), dismissed ? 1 : 0);
}

void tst_DbusNotifier::closingClosesAlsoWhatIsNotShownYet()
{
    QVERIFY(begin({QStringLiteral("actions")}));
    m_notifier->show(7, notice);
    m_notifier->close(7);  // the desktop has not answered
    QTRY_COMPARE(m_desktop->closed, QList<uint>{1});
}

void tst_DbusNotifier::aDesktopThatEndsLosesWhatItShowed()
{
    QVERIFY(begin({QStringLiteral("actions")}));
    QVERIFY(show(7));
    const QSignalSpy lost(m_notifier.get(), &Notifier::lost);
    m_desktop.reset();
    QTRY_COMPARE(lost.count(), 1);
    QVERIFY(!m_notifier->isUsable());
}

QTEST_GUILESS_MAIN(tst_DbusNotifier)
#include "tst_dbusnotifier.moc"
