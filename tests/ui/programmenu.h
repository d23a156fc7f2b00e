// SPDX-License-Identifier: GPL-2.0-or-later
// ProgramMenu: an applications menu of its own for as long as it lives, with programs that can be found but do nothing.
#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace parapet {

class ProgramMenu {
public:
    ProgramMenu()
    {
        QDir(m_folder.path()).mkpath(QStringLiteral("data/applications"));
        QDir(m_folder.path()).mkpath(QStringLiteral("bin"));
        qputenv("XDG_DATA_DIRS", m_folder.filePath(QStringLiteral("data")).toUtf8());
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("home")).toUtf8());
        qputenv("PATH", m_folder.filePath(QStringLiteral("bin")).toUtf8());
    }
    ~ProgramMenu() { qputenv("PATH", m_oldPath); }
    ProgramMenu(const ProgramMenu &) = delete;
    ProgramMenu &operator=(const ProgramMenu &) = delete;

    // A program in PATH; the answer is its canonical path.
    QString addProgram(const QString &name) const
    {
        const QString path = folder(QStringLiteral("bin")) + QLatin1Char('/') + name;
        write(path, "#!/bin/sh\n");
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    QString addFile(const QString &name) const
    {
        const QString path = folder(QStringLiteral("bin")) + QLatin1Char('/') + name;
        write(path, "text\n");
        return path;
    }
    // A .desktop file as it stands.
    void addRaw(const QString &id, const QByteArray &text) const { write(entries() + QLatin1Char('/') + id, text); }
    // One with these lines in its group.
    void addEntry(const QString &id, const QByteArray &lines) const
    {
        addRaw(id, "[Desktop Entry]\nType=Application\n" + lines + '\n');
    }
    // Both.
    QString add(const QString &name, const QString &program) const
    {
        addEntry(program + QStringLiteral(".desktop"), "Name=" + name.toUtf8() + "\nExec=" + program.toUtf8() + " %U");
        return addProgram(program);
    }
    QString entries() const { return folder(QStringLiteral("data/applications")); }

private:
    QString folder(const QString &name) const { return QDir(m_folder.filePath(name)).canonicalPath(); }
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
    }

    QTemporaryDir m_folder;
    QByteArray m_oldPath = qgetenv("PATH");
};

}  // namespace parapet
