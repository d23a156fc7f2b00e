// SPDX-License-Identifier: GPL-2.0-or-later
// What systemd would start for a socket: made-up control groups and unit files.
#include <QTest>

#include "engine/program/unitprogram.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace parapet;

namespace {

class FakeSystem {
public:
    std::uint64_t group(const std::string &path)
    {
        const std::string folder = file("groups/" + path);
        std::filesystem::create_directories(folder);
        struct stat facts { };
        return stat(folder.c_str(), &facts) == 0 ? facts.st_ino : 0;
    }
    void unit(const std::string &path, const std::string &text)
    {
        std::filesystem::create_directories(std::filesystem::path(file(path)).parent_path());
        std::ofstream(file(path)) << text;
    }
    std::string find(std::uint64_t group)
    {
        return UnitProgram(file("groups"), {file("etc"), file("lib")}).find(group).value_or("nothing");
    }

private:
    std::string file(const std::string &path) { return m_folder.filePath(QString::fromStdString(path)).toStdString(); }
    QTemporaryDir m_folder;
};

}  // namespace

class TestUnitProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theServiceOfTheSameName()
    {
        FakeSystem system;
        const auto web = system.group("system.slice/web.socket"), other = system.group("system.slice/other.socket");
        system.unit("lib/web.socket", "[Socket]\nListenStream=80\n");
        system.unit("lib/web.service",
                    "[Service]\nExecStartPre=/bin/false\nExecStart=/usr/sbin/web --once\nExecStart=/bin/second\n");
        QCOMPARE(system.find(web), "/usr/sbin/web");
        QCOMPARE(system.find(other), "nothing");
        QCOMPARE(system.find(system.group("system.slice")), "nothing");
        QCOMPARE(system.find(0), "nothing");
    }

    void theServiceThatItNames()
    {
        FakeSystem system;
        const auto ssh = system.group("system.slice/ssh.socket");
        system.unit("lib/ssh.socket", "[Socket]\nService=secure.service\n");
        system.unit("lib/ssh.service", "[Service]\nExecStart=/usr/sbin/wrong\n");
        system.unit("lib/secure.service", "[Service]\nExecStart=-!/usr/sbin/sshd\n");
        QCOMPARE(system.find(ssh), "/usr/sbin/sshd");
    }

    void oneProcessForEachConnection()
    {
        FakeSystem system;
        const auto ssh = system.group("system.slice/ssh.socket");
        system.unit("lib/ssh.socket", "[Socket]\nAccept=yes\n");
        system.unit("lib/ssh@.service", "[Service]\nExecStart=/usr/sbin/sshd -i\n");
        QCOMPARE(system.find(ssh), "/usr/sbin/sshd");
    }

    void theAdministratorsFileReplacesTheOther()
    {
        FakeSystem system;
        const auto web = system.group("system.slice/web.socket");
        system.unit("lib/web.socket", "");
        system.unit("lib/web.service", "[Service]\nExecStart=/usr/sbin/web\n");
        system.unit("etc/web.service", "[Service]\nExecStart=/opt/web\n");
        QCOMPARE(system.find(web), "/opt/web");
    }

    void aPersonsOwnUnits()
    {
        FakeSystem system;
        const auto chat = system.group("user.slice/user-1000.slice/user@1000.service/app.slice/chat.socket");
        system.unit("lib/chat.socket", "");
        system.unit("lib/chat.service", "ExecStart=/usr/bin/chat");
        QCOMPARE(system.find(chat), "/usr/bin/chat");
    }

    void nonsense_data()
    {
        QTest::addColumn<QByteArray>("service");
        QTest::newRow("no command") << QByteArray("[Service]\n");
        QTest::newRow("empty") << QByteArray("ExecStart=\n");
        QTest::newRow("no whole path") << QByteArray("ExecStart=web\n");
        QTest::newRow("a specifier") << QByteArray("ExecStart=%h/web\n");
        QTest::newRow("steps") << QByteArray("ExecStart=/usr/../web\n");
        QTest::newRow("prefixes alone") << QByteArray("ExecStart=-!\n");
    }

    void nonsense()
    {
        QFETCH(const QByteArray, service);
        FakeSystem system;
        const auto web = system.group("system.slice/web.socket");
        system.unit("lib/web.service", service.toStdString());
        QCOMPARE(system.find(web), "nothing");
    }
};

QTEST_APPLESS_MAIN(TestUnitProgram)
#include "tst_unitprogram.moc"
