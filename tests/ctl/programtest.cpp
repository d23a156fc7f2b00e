// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ctl/programtest.h"

#include <QDBusConnection>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

namespace parapet::test {

QDBusConnection ProgramTest::bus() const
{
    return QDBusConnection(QStringLiteral("service"));
}

void ProgramTest::initTestCase()
{
    QVERIFY(m_bus.start());
    m_environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), m_bus.address());
    QVERIFY(QDBusConnection::connectToBus(m_bus.address(), QStringLiteral("service")).isConnected());
}

void ProgramTest::init()
{
    m_service = std::make_unique<FakeService>();
    QVERIFY(m_service->enter(bus()));
}

void ProgramTest::cleanup()
{
    m_service->leave(bus());
    m_service.reset();
}

// The service lives in this process: it answers while the event loop waits for the program's end.
Run ProgramTest::run(const QStringList &arguments, const QString &outFile, const QByteArray &input)
{
    QProcess program;
    program.setProcessEnvironment(m_environment);
    if (!outFile.isEmpty())
        program.setStandardOutputFile(outFile);
    QSignalSpy finished(&program, &QProcess::finished);
    program.start(QStringLiteral(PARAPETCTL), arguments);
    program.write(input);
    program.closeWriteChannel();
    if (!finished.wait(30'000) || program.exitStatus() != QProcess::NormalExit)
        return {};
    return {program.exitCode(), outFile.isEmpty() ? program.readAllStandardOutput() : QByteArray(),
            program.readAllStandardError()};
}

}  // namespace parapet::test
