// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/installedprograms.h"

#include "engine/model/checks.h"
#include "ui/models/desktopentry.h"
#include "ui/models/plaintext.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSet>
#include <QStandardPaths>

#include <utility>

namespace parapet {

namespace {

constexpr int mostFiles = 5'000;
constexpr qint64 largestFile = 256 * 1'024;

// A pipe or a device would never end; a program can only be identified by a file that is there.
std::optional<DesktopEntry> readEntry(const QString &path)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!info.isFile() || info.size() > largestFile || !file.open(QIODevice::ReadOnly))
        return {};
    return parseDesktopEntry(file.read(largestFile), QLocale::system());
}

QString canonicalProgram(const QString &command)
{
    const bool path = command.contains(u'/');
    if (path && !command.startsWith(u'/'))
        return {};
    const QFileInfo found(path ? command : QStandardPaths::findExecutable(command));
    return found.isFile() && found.isExecutable() ? found.canonicalFilePath() : QString();
}

// A name of the theme, or a picture that is there; the window must not wait for a pipe, or draw a whole disk.
QString usableIcon(const QString &icon)
{
    if (!icon.contains(u'/'))
        return icon;
    const QFileInfo file(icon);
    return file.isAbsolute() && file.isFile() && file.size() <= largestFile ? icon : QString();
}

std::optional<InstalledProgram> programOf(const DesktopEntry &entry)
{
    if (!entry.shown || (!entry.tryExec.isEmpty() && canonicalProgram(entry.tryExec).isEmpty()))
        return {};
    const QString path = canonicalProgram(entry.exec), name = plainLine(entry.name.toStdString());
    if (path.isEmpty() || !isIdentifiedByPath(path))
        return {};
    if (!problemWithProgram(path.toStdString()).empty() || !problemWithName(name.toStdString()).empty())
        return {};
    return InstalledProgram{name, path, usableIcon(entry.icon)};
}

// One walk through all folders. A file hides those with the same id (its path below the folder) in later folders.
class Walk {
public:
    void through(const QString &folder, const std::stop_token &stop)
    {
        QStringList files;
        QDirIterator all(folder, {QStringLiteral("*.desktop")}, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext() && !stop.stop_requested() && files.size() < mostFiles)
            files << all.next();
        files.sort();  // which of two names for one program is taken must not depend on the disk
        for (const QString &file : std::as_const(files)) {
            if (stop.stop_requested() || m_ids.size() >= mostFiles)
                return;
            const QString id = file.mid(folder.size() + 1).replace(u'/', u'-');
            if (!m_ids.contains(id))
                look(file, id);
        }
    }

    std::vector<InstalledProgram> programs;

private:
    void look(const QString &file, const QString &id)
    {
        m_ids.insert(id);
        const auto entry = readEntry(file);
        auto program = entry ? programOf(*entry) : std::nullopt;
        if (!program || m_paths.contains(program->path))
            return;
        m_paths.insert(program->path);
        programs.push_back(*std::move(program));
    }

    QSet<QString> m_ids, m_paths;
};

}  // namespace

bool isIdentifiedByPath(const QString &path)
{
    static const QSet<QString> runners{
        QStringLiteral("bash"),         QStringLiteral("busybox"),  QStringLiteral("dash"),
        QStringLiteral("env"),          QStringLiteral("fish"),     QStringLiteral("flatpak"),
        QStringLiteral("gapplication"), QStringLiteral("gjs"),      QStringLiteral("gtk-launch"),
        QStringLiteral("java"),         QStringLiteral("ksh"),      QStringLiteral("lua"),
        QStringLiteral("mono"),         QStringLiteral("node"),     QStringLiteral("nodejs"),
        QStringLiteral("perl"),         QStringLiteral("php"),      QStringLiteral("pkexec"),
        QStringLiteral("pypy"),         QStringLiteral("python"),   QStringLiteral("ruby"),
        QStringLiteral("sh"),           QStringLiteral("snap"),     QStringLiteral("sudo"),
        QStringLiteral("wine"),         QStringLiteral("xdg-open"), QStringLiteral("zsh"),
    };
    QString name = path.mid(path.lastIndexOf(u'/') + 1);
    while (!name.isEmpty() && (name.back().isDigit() || name.back() == u'.' || name.back() == u'-'))
        name.chop(1);  // python3.11
    return !runners.contains(name);
}

QStringList InstalledPrograms::menuFolders()
{
    return QStandardPaths::standardLocations(QStandardPaths::ApplicationsLocation);
}

InstalledPrograms::InstalledPrograms(QStringList folders, QObject *parent)
    : QObject(parent), m_reader([this, folders = std::move(folders)](const std::stop_token &stop) {
          Walk walk;
          for (const QString &folder : folders)
              walk.through(folder, stop);
          if (!stop.stop_requested())
              QMetaObject::invokeMethod(
                  this, [this, programs = std::move(walk.programs)] { take(programs); }, Qt::QueuedConnection);
      })
{
}

void InstalledPrograms::take(std::vector<InstalledProgram> programs)
{
    m_programs = std::move(programs);
    m_finished = true;
    Q_EMIT finished();
}

}  // namespace parapet
