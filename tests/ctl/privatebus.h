// SPDX-License-Identifier: GPL-2.0-or-later
// A message bus of the test's own, as the system bus is to the programs it starts.
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace parapet::test {

class PrivateBus {
public:
    ~PrivateBus();

    // An activation file for the firewall service is there, as on an installed system: whoever lets the bus start the
    // service leaves a mark.
    bool start();
    QString address() const { return m_address; }
    bool serviceWasActivated() const;

private:
    bool writeFile(const QString &name, const QString &text);
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};

}  // namespace parapet::test
