// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/ctl/privatebus.h"

#include <QFile>

namespace parapet::test {

namespace {

const QString configuration = QStringLiteral(R"(<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <listen>unix:path=%1/bus</listen>
  <servicedir>%1</servicedir>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
  </policy>
</busconfig>
)");

const QString activation = QStringLiteral(R"([D-BUS Service]
Name=org.parapet.Firewall1
Exec=/usr/bin/touch %1/activated
)");

}  // namespace

PrivateBus::~PrivateBus()
{
    m_daemon.kill();
    m_daemon.waitForFinished();
}

bool PrivateBus::writeFile(const QString &name, const QString &text)
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) > 0;
}

bool PrivateBus::start()
{
    if (!writeFile(QStringLiteral("bus.conf"), configuration.arg(m_folder.path()))
        || !writeFile(QStringLiteral("org.parapet.Firewall1.service"), activation.arg(m_folder.path())))
        return false;
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--nofork"), QStringLiteral("--nopidfile"), QStringLiteral("--print-address"),
                    QStringLiteral("--config-file=") + path(QStringLiteral("bus.conf"))});
    // It prints its address once it listens.
    if (!m_daemon.waitForReadyRead())
        return false;
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    return !m_address.isEmpty();
}

bool PrivateBus::serviceWasActivated() const
{
    return QFile::exists(path(QStringLiteral("activated")));
}

}  // namespace parapet::test
