// SPDX-License-Identifier: GPL-2.0-or-later
// What is told of a process: from a made-up /proc, and of real ones.
#include <QTest>

#include "engine/base/limits.h"
#include "engine/program/processreader.h"
#include "engine/program/snap.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace parapet;
using namespace parapet::test;

namespace {

// A process as /proc shows it; each test says what is different.
class FakeProc {
public:
    FakeProc()
    {
        write("7/comm", "server\n");
        write("7/status", "Name:\tserver\nUid:\t1000\t1000\t1000\t1000\n");
        write("7/stat", "7 (a ) b) S 1 7 7 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 4711 0 0\n");
        write("7/loginuid", "4294967295");
        write("7/cgroup", "0::/\n");
        write("7/cmdline", QByteArray("server\0--port\0", 14));
        link("7/root", "/");
        link("self/root", "/");
        program("bin/server");
    }

    void write(const std::string &file, const QByteArray &content)
    {
        std::filesystem::create_directories(std::filesystem::path(path(file)).parent_path());
        std::ofstream open(path(file), std::ios::binary);
        open.write(content.constData(), content.size());
        QVERIFY(open.good());
    }
    void link(const std::string &name, const std::string &target)
    {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        std::filesystem::remove(path(name));
        std::filesystem::create_symlink(target, path(name));
    }
    // A program in this folder runs.
    std::string program(const std::string &file)
    {
        write(file, "#!");
        link("7/exe", path(file));
        return path(file);
    }
    std::string path(const std::string &file) const
    {
        return m_folder.filePath(QString::fromStdString(file)).toStdString();
    }

    Process read(bool logind = false)
    {
        const auto process = ProcessReader(files, {logind}, m_folder.path().toStdString()).read(7);
        return process.value_or(Process{});
    }

    FakeClock clock;
    ProgramFiles files{clock};

private:
    QTemporaryDir m_folder;
};

using Keys = std::vector<std::string>;

}  // namespace

class TestProcessReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProgramIsItsFile()
    {
        FakeProc proc;
        const Process process = proc.read();
        QCOMPARE(process.pid, 7);
        QCOMPARE(process.uid, 1000U);
        QCOMPARE(process.started, std::uint64_t(4711));
        QCOMPARE(process.keys, Keys{proc.path("bin/server")});
        QCOMPARE(process.name, "server");
        QVERIFY(!process.foreign && !process.replaced);
    }

    void noProcess()
    {
        FakeProc proc;
        QVERIFY(!ProcessReader(proc.files, {}, proc.path("nowhere")).read(7));
        std::filesystem::remove(proc.path("7/exe"));  // it ends, or it is a thread of the kernel
        QVERIFY(proc.read().name.empty());
    }

    void anExceptionMayNameItByALink()
    {
        FakeProc proc;
        proc.link("bin/other", proc.path("bin/server"));
        proc.files.setKeys({proc.path("bin/other"), "/usr/bin/true", "flatpak:x"});
        QCOMPARE(proc.read().keys, (Keys{proc.path("bin/server"), proc.path("bin/other")}));
    }

    void aRemovedFileIsStillTheProgramThatItWas()
    {
        FakeProc proc;
        const std::string path = proc.path("bin/server");
        proc.files.setKeys({path});
        // The kernel's link leads to the file though it is gone; here another name does.
        QVERIFY(::link(path.c_str(), proc.path("bin/kept").c_str()) == 0);
        QVERIFY(std::filesystem::remove(proc.path("bin/server")));
        proc.write("bin/server", "another");
        proc.link("7/exe", proc.path("bin/kept"));
        const auto old = fileFacts(proc.path("bin/kept"));
        proc.clock.advance(std::chrono::seconds(1));
        QVERIFY(proc.files.keysOf(*old).empty());  // it has a name: it was not removed but renamed
        QVERIFY(proc.files.keysOf({old->id, true, true, 0}) == std::vector{path});
        QCOMPARE(proc.files.takeReplaced(), std::vector{path});
        QVERIFY(proc.files.takeReplaced().empty());
    }

    void aScriptIsTheProgram()
    {
        FakeProc proc;
        const std::string interpreter = proc.program("bin/python3.11"), script = proc.path("srv/web.py");
        proc.write("srv/web.py", "pass");
        proc.link("7/cwd", proc.path("srv"));
        for (const QByteArray &word :
             {QByteArray::fromStdString(script), QByteArray("web.py"), QByteArray("../srv/./web.py")}) {
            proc.write("7/cmdline", QByteArray("python3\0-B\0", 11) + word + '\0');
            QCOMPARE(proc.read().keys, Keys{script});
            QCOMPARE(proc.read().name, "web.py");
        }
        proc.files.setKeys({interpreter});
        QCOMPARE(proc.read().keys, Keys{script});
        for (const QByteArray &word :
             {QByteArray("gone.py"), QByteArray("/proc/self/mem\n"), QByteArray("-c"), QByteArray("../srv")}) {
            proc.write("7/cmdline", QByteArray("python3\0", 8) + word + '\0');
            QCOMPARE(proc.read().keys, Keys{interpreter});
        }
    }

    void unitsAndSessions_data()
    {
        QTest::addColumn<QByteArray>("groups");
        QTest::addColumn<QByteArray>("login");
        QTest::addColumn<int>("uid");
        QTest::addColumn<bool>("logind");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<bool>("session");
        QTest::addColumn<int>("person");
        const QByteArray none = "4294967295";
        const auto row = [](const char *name, const QByteArray &groups, const QByteArray &login, int uid, bool logind,
                            const char *unit, bool session, int person) {
            QTest::newRow(name) << groups << login << uid << logind << QString::fromLatin1(unit) << session << person;
        };
        row("a service", "0::/system.slice/nginx.service\n", none, 33, true, "nginx.service", false, 33);
        row("a service of an ordinary user", "0::/system.slice/syncthing@anna.service\n", none, 1000, true,
            "syncthing@anna.service", false, 1000);
        row("a session", "0::/user.slice/user-1000.slice/session-2.scope\n", "1000\n", 1000, true, "session-2.scope",
            true, 1000);
        row("with sudo", "0::/user.slice/user-1000.slice/session-2.scope\n", "1000", 0, true, "session-2.scope", true,
            1000);
        row("an application", "0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-foo.scope\n", none, 1000,
            true, "app-foo.scope", true, 1000);
        row("two hierarchies", "9:name=systemd:/user.slice/user-5.slice/session-1.scope\n8:pids:/x.service\n0::/\n",
            none, 5, true, "session-1.scope", true, 5);
        row("a container in a service", "0::/system.slice/docker-1234.scope/init\n", none, 0, true, "docker-1234.scope",
            false, 0);
        row("nothing keeps sessions: a person", "0::/\n", none, 1000, false, "", true, 1000);
        row("nothing keeps sessions: a service", "0::/\n", none, 999, false, "", false, 999);
        row("nothing keeps sessions: nobody", "0::/\n", none, 65534, false, "", false, 65534);
        row("login uids without systemd", "0::/\n", "1000", 0, false, "", true, 1000);
        row("nonsense", "garbage\n::\n0:\n", "garbage", 999, false, "", false, 999);
    }

    void unitsAndSessions()
    {
        QFETCH(const QByteArray, groups);
        QFETCH(const QByteArray, login);
        QFETCH(const int, uid);
        QFETCH(const bool, logind);
        QFETCH(const bool, session);
        FakeProc proc;
        proc.write("7/cgroup", groups);
        proc.write("7/loginuid", login);
        proc.write("7/status", "Uid:\t" + QByteArray::number(uid) + "\t0\t0\t0\n");
        const Process process = proc.read(logind);
        QTEST(QString::fromStdString(process.unit), "unit");
        QCOMPARE(process.session, session);
        QTEST(int(process.person), "person");
    }

    void aFlatpakIsItsId()
    {
        FakeProc proc;
        proc.link("7/root", proc.path("app"));
        proc.write("app/.flatpak-info", "[Instance]\nname=wrong\n[Application]\nname=org.example.Chat\nruntime=x\n");
        QCOMPARE(proc.read().keys, Keys{"flatpak:org.example.Chat"});
        QCOMPARE(proc.read().name, "flatpak:org.example.Chat");
    }

    // A file of that name in our own tree says nothing.
    void aFlatpakHasARootOfItsOwn()
    {
        FakeProc proc;
        QCOMPARE(proc.read().keys, Keys{proc.path("bin/server")});
    }

    // It mounts itself somewhere else with every start.
    void anAppImageIsItsImage()
    {
        FakeProc proc;
        proc.write("home/Chat.AppImage", "image");
        proc.link("7/exe", "/tmp/.mount_Chat1a2b/usr/bin/chat");
        const QByteArray image = QByteArray::fromStdString(proc.path("home/Chat.AppImage"));
        proc.write("7/environ", QByteArray("HOME=/home/anna\0APPIMAGE=", 25) + image + '\0');
        proc.write("7/status", "Uid:\t" + QByteArray::number(getuid()) + "\t0\t0\t0\n");
        QCOMPARE(proc.read().keys, Keys{proc.path("home/Chat.AppImage")});
        proc.write("7/environ", QByteArray("APPIMAGE=/nowhere/Chat.AppImage\0", 32));
        QVERIFY(proc.read().keys.empty());
        proc.write("7/environ", "APPIMAGE=" + image + '\0');
        QVERIFY(chown(proc.path("home/Chat.AppImage").c_str(), getuid() == 0 ? 1001 : getuid(), getgid()) == 0);
        proc.write("7/status", "Uid:\t1000\t0\t0\t0\n");
        QVERIFY2(proc.read().keys.empty() || getuid() == 1000, "another user's image");
        // Only what runs from such a mount may name its image.
        proc.program("bin/server");
        proc.write("7/environ", "APPIMAGE=" + image + '\0');
        QCOMPARE(proc.read().keys, Keys{proc.path("bin/server")});
    }

    void aSnapIsToldByItsPath()
    {
        QVERIFY(snapOf("/snap/firefox/1234/usr/lib/firefox/firefox") == "firefox");
        QVERIFY(snapOf("/snap/x/1/y") == "x");
        for (const char *path :
             {"/snap/firefox", "/snap/", "/snapshot/a/b", "/home/anna/snap/firefox/1/x", "/snap", ""})
            QVERIFY2(snapOf(path).empty(), path);
    }

    void hostileNames_data()
    {
        QTest::addColumn<QByteArray>("info");
        QTest::newRow("a line break") << QByteArray("[Application]\nname=org.\nexample");
        QTest::newRow("blanks and markup") << QByteArray("[Application]\nname=<b>org.example</b> x\n");
        QTest::newRow("a path") << QByteArray("[Application]\nname=../../usr/bin/nc\n");
        QTest::newRow("too long") << QByteArray("[Application]\nname=") + QByteArray(5000, 'a');
        QTest::newRow("nothing") << QByteArray("[Application]\nname=\n");
        QTest::newRow("writing direction") << QByteArray("[Application]\nname=org.\xe2\x80\xae.example\n");
    }

    void hostileNames()
    {
        QFETCH(const QByteArray, info);
        FakeProc proc;
        proc.link("7/root", proc.path("app"));
        proc.write("app/.flatpak-info", info);
        for (const std::string &key : proc.read().keys)
            QVERIFY2(!key.starts_with("flatpak:") || key == "flatpak:org.", key.c_str());
    }

    void thisVeryProcess()
    {
        FakeClock clock;
        ProgramFiles files(clock);
        const auto self = ProcessReader(files, {}).read(getpid());
        QVERIFY(self);
        QCOMPARE(self->keys, Keys{std::filesystem::read_symlink("/proc/self/exe").string()});
        QCOMPARE(self->uid, getuid());
        QVERIFY(self->started > 0);
    }
};

QTEST_APPLESS_MAIN(TestProcessReader)
#include "tst_processreader.moc"
