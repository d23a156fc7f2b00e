// SPDX-License-Identifier: GPL-2.0-or-later
// What tests of the program itself share: a private bus with a service on it, fresh for each test, and a way to run
// parapetctl there.
#pragma once

#include "tests/ctl/fakeservice.h"
#include "tests/ctl/privatebus.h"

#include <QObject>
#include <QProcessEnvironment>

#include <memory>

namespace parapet::test {

struct Run {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

class ProgramTest : public QObject {
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    Run run(const QStringList &arguments, const QString &outFile = {}, const QByteArray &input = {});
    Run run(const char *line) { return run(QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts)); }
    // Our own end of the bus.
    QDBusConnection bus() const;

    PrivateBus m_bus;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    std::unique_ptr<FakeService> m_service;
};

}  // namespace parapet::test
