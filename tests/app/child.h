// SPDX-License-Identifier: GPL-2.0-or-later
// Child: a program that answers each line with one line.
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>

namespace parapet {

class Child {
public:
    // Ends with this object.
    Child(const QString &busAddress, const QString &program, const QStringList &arguments = {})
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), busAddress);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, arguments);
        m_greeting = line();
    }
    ~Child() { stop(); }

    QByteArray greeting() const { return m_greeting; }
    qint64 pid() const { return m_process.processId(); }

    void say(const QByteArray &command) { m_process.write(command + '\n'); }
    QByteArray ask(const QByteArray &command)
    {
        say(command);
        return line();
    }
    QJsonObject askJson(const QByteArray &command) { return QJsonDocument::fromJson(ask(command)).object(); }

    // Empty if the child ended or did not answer in time.
    QByteArray line()
    {
        while (!m_process.canReadLine() && m_process.waitForReadyRead(60'000)) { }
        return m_process.readLine().trimmed();
    }
    void stop()
    {
        m_process.closeWriteChannel();
        if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(5'000))
            m_process.kill();
        m_process.waitForFinished();
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    QByteArray m_greeting;
};

}  // namespace parapet
