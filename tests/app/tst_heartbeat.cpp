// SPDX-License-Identifier: GPL-2.0-or-later
// What the service manager hears: this test is the service manager.
#include <QTest>

#include "app/helper/heartbeat.h"

#include <QTemporaryDir>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace parapet;

class HeartbeatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void beatsWhileAliveAndOnlyThen();
    void withoutAWatchdogItOnlyTellsThatItIsReady();
    void withoutAServiceManagerItDoesNothing();

private:
    QByteArray heard();

    QTemporaryDir m_folder;
    int m_socket = -1;
};

void HeartbeatTest::init()
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = m_folder.filePath(QStringLiteral("notify")).toLocal8Bit();
    unlink(path.constData());
    QVERIFY(path.size() < qsizetype(sizeof address.sun_path));
    qstrcpy(address.sun_path, path.constData());
    m_socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    QCOMPARE(bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    qputenv("NOTIFY_SOCKET", path);
    qputenv("WATCHDOG_USEC", "80000");
    qputenv("WATCHDOG_PID", QByteArray::number(qlonglong(getpid())));
}

void HeartbeatTest::cleanup()
{
    close(m_socket);
    for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
        qunsetenv(name);
}

QByteArray HeartbeatTest::heard()
{
    char text[200];
    const ssize_t length = recv(m_socket, text, sizeof text, 0);
    return length > 0 ? QByteArray(text, length) : QByteArray();
}

void HeartbeatTest::beatsWhileAliveAndOnlyThen()
{
    bool alive = true;
    int asked = 0;
    Heartbeat heartbeat([&] {
        ++asked;
        return alive;
    });
    QVERIFY(heard().isEmpty());
    heartbeat.ready();
    QCOMPARE(heard(), QByteArray("READY=1"));
    for (int beat = 0; beat < 3; ++beat) {
        QByteArray text;
        QTRY_VERIFY(!(text = text.isEmpty() ? heard() : text).isEmpty());
        QCOMPARE(text, QByteArray("WATCHDOG=1"));
    }
    alive = false;
    while (!heard().isEmpty()) { }
    const int before = asked;
    QTRY_VERIFY(asked >= before + 3);
    QVERIFY(heard().isEmpty());
    heartbeat.stopping();
    QCOMPARE(heard(), QByteArray("STOPPING=1"));
}

void HeartbeatTest::withoutAWatchdogItOnlyTellsThatItIsReady()
{
    qunsetenv("WATCHDOG_USEC");
    Heartbeat heartbeat([] { return true; });
    heartbeat.ready();
    QCOMPARE(heard(), QByteArray("READY=1"));
    QTest::qWait(100);
    QVERIFY(heard().isEmpty());
}

void HeartbeatTest::withoutAServiceManagerItDoesNothing()
{
    qunsetenv("NOTIFY_SOCKET");
    Heartbeat heartbeat([] { return true; });
    heartbeat.ready();
    heartbeat.stopping();
    QVERIFY(heard().isEmpty());
}

QTEST_GUILESS_MAIN(HeartbeatTest)
#include "tst_heartbeat.moc"
