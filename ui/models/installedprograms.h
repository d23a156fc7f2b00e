// SPDX-License-Identifier: GPL-2.0-or-later
// InstalledPrograms: the programs of the applications menu. Disks can be slow, so a thread of its own reads the .desktop
// files; GUI thread for everything else. Destroying it ends the reading.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <thread>
#include <vector>

namespace parapet {

struct InstalledProgram {
    QString name;  // plain text on one line
    QString path;  // absolute and canonical
    QString icon;  // as IconNameRole has it
    bool operator==(const InstalledProgram &) const = default;
};

class InstalledPrograms : public QObject {
    Q_OBJECT

public:
    // Begins to read at once; `finished` comes through the event loop. `folders` in the order of precedence.
    explicit InstalledPrograms(QStringList folders = menuFolders(), QObject *parent = nullptr);

    bool isFinished() const { return m_finished; }
    const std::vector<InstalledProgram> &programs() const { return m_programs; }  // each path once

    // applications/ in XDG_DATA_HOME and XDG_DATA_DIRS.
    static QStringList menuFolders();

Q_SIGNALS:
    void finished();

private:
    void take(std::vector<InstalledProgram> programs);

    std::vector<InstalledProgram> m_programs;
    bool m_finished = false;
    std::jthread m_reader;  // last: it ends before anything it speaks to
};

// Can it be told from others by its path? Not what runs other programs: interpreters, "flatpak run", "env".
bool isIdentifiedByPath(const QString &path);

}  // namespace parapet
