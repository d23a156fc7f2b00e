// SPDX-License-Identifier: GPL-2.0-or-later
// PrivateBus: a system bus of its own with the product's bus policy and, if wanted, a real polkitd with the product's
// actions (tests/support/bus/privatebus.sh). Needs root.
#pragma once

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QFile>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace parapet {

inline QString source(const char *path)
{
    return qEnvironmentVariable("PARAPET_SOURCE") + u'/' + QLatin1String(path);
}

class PrivateBus {
public:
    explicit PrivateBus(const QStringList &options)
    {
        QFile::setPermissions(m_top.path(), QFile::Permissions(0x7755));  // other users have to reach the socket
        script({QStringLiteral("start"), dir(), QStringLiteral("--policy-dir"), source("resources/dbus"),
                QStringLiteral("--policy-dir"), source("tests/support/bus/policy")},
               options);
        QFile file(dir() + QStringLiteral("/address"));
        if (file.open(QIODevice::ReadOnly))
            m_address = QString::fromUtf8(file.readAll().trimmed());
    }
    ~PrivateBus()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("onlooker"));
        script({QStringLiteral("stop"), dir()});
    }

    static QStringList withPolkit() { return {QStringLiteral("--actions-dir"), source("resources/polkit")}; }
    static QStringList withoutPolkit() { return {QStringLiteral("--no-polkit")}; }

    QString address() const { return m_address; }  // empty if the bus did not start

    // A program that has ended may own its name for a moment longer.
    bool isFree(const char *name) const
    {
        const auto connection = QDBusConnection::connectToBus(m_address, QStringLiteral("onlooker"));
        return !connection.interface()->isServiceRegistered(QLatin1String(name));
    }

    // From now on somebody answers polkit's question about this process: "yes", "no" or "dismiss".
    bool startAgent(qint64 pid, const char *answer)
    {
        return script({QStringLiteral("agent"), dir(), QStringLiteral("pid:%1").arg(pid), QLatin1String(answer)});
    }
    void answerNow(const char *answer)
    {
        QFile file(dir() + QStringLiteral("/answer"));
        if (file.open(QIODevice::WriteOnly))
            file.write(answer);
    }
    // How often the agent was asked.
    int questions() const
    {
        QFile file(dir() + QStringLiteral("/agent.jsonl"));
        return file.open(QIODevice::ReadOnly) ? int(file.readAll().count('\n')) : 0;
    }

private:
    QString dir() const { return m_top.path() + QStringLiteral("/bus"); }
    bool script(const QStringList &arguments, const QStringList &more = {})
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(source("tests/support/bus/privatebus.sh"), arguments + more);
        return process.waitForFinished(60'000) && process.exitCode() == 0;
    }

    QTemporaryDir m_top;
    QString m_address;
};

}  // namespace parapet
