// SPDX-License-Identifier: GPL-2.0-or-later
// Both ways to find who holds a socket, against real processes: the BPF iterator and /proc must tell the same.
#include <QTest>

#include "engine/program/bpfholders.h"
#include "engine/program/procfsholders.h"
#include "tests/support/realsocket.h"

#include <future>
#include <map>
#include <sched.h>
#include <set>
#include <signal.h>
#include <sys/wait.h>
#include <thread>

using namespace parapet;
using namespace parapet::test;

namespace {

using Found = std::map<std::uint64_t, std::multiset<pid_t>>;

// A process like us that does nothing until it goes.
class Child {
public:
    // ownPids: it is the first process of a pid namespace of its own.
    explicit Child(bool ownPids = false) : m_pid(ownPids ? forkInNamespace() : forkIdle()) { }
    Child(const Child &) = delete;
    ~Child()
    {
        if (m_pid <= 0)
            return;
        kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
    pid_t pid() const { return m_pid; }

private:
    static pid_t forkIdle()
    {
        const pid_t pid = fork();
        while (pid == 0)
            pause();
        return pid;
    }
    static pid_t forkInNamespace()
    {
        // For the children of this thread only, so that the test itself stays where it is.
        return std::async(std::launch::async, [] { return unshare(CLONE_NEWPID) == 0 ? forkIdle() : -1; }).get();
    }
    pid_t m_pid;
};

}  // namespace

class TestSocketHolders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oneProcess();
    void severalDescriptorsAreOneHolder();
    void forkedChildren();
    void anotherPidNamespace();
    void nobody();
    void allSockets();
    void twoThousandSockets();
    void descriptorsOfAThread();
    void theFastestIsOpened();

private:
    // What both say; they must not differ.
    Found found(const std::vector<std::uint64_t> &inodes)
    {
        const Found bpf = plain(m_bpf->find(inodes)), procfs = plain(ProcfsHolders().find(inodes));
        if (bpf != procfs)
            QTest::qFail("BPF and procfs differ", __FILE__, __LINE__);
        return bpf;
    }
    static Found plain(const Holders &holders)
    {
        Found plain;
        for (const auto &[inode, pids] : holders)
            plain[inode].insert(pids.begin(), pids.end());
        return plain;
    }

    std::unique_ptr<SocketHolders> m_bpf;
};

void TestSocketHolders::init()
{
    Result<std::unique_ptr<SocketHolders>> opened = openBpfHolders();
    if (!opened)
        QSKIP(opened.error().text.c_str());
    m_bpf = std::move(*opened);
}

void TestSocketHolders::oneProcess()
{
    const RealSocket one(AF_INET, SOCK_STREAM), other(AF_INET6, SOCK_DGRAM), notAsked(AF_INET, SOCK_STREAM);
    const Found expected{{one.inode(), {getpid()}}, {other.inode(), {getpid()}}};
    QCOMPARE(found({one.inode(), other.inode()}), expected);
}

void TestSocketHolders::severalDescriptorsAreOneHolder()
{
    const RealSocket socket(AF_INET, SOCK_STREAM), between(AF_INET, SOCK_STREAM);
    const Descriptor second(dup(socket.fd())), third(dup(socket.fd()));
    QCOMPARE(found({socket.inode()}), (Found{{socket.inode(), {getpid()}}}));
}

void TestSocketHolders::forkedChildren()
{
    const RealSocket shared(AF_INET, SOCK_STREAM);
    const Child first, second;
    const RealSocket ours(AF_INET, SOCK_STREAM);
    const Found expected{{shared.inode(), {getpid(), first.pid(), second.pid()}}, {ours.inode(), {getpid()}}};
    QCOMPARE(found({shared.inode(), ours.inode()}), expected);
}

// It calls itself 1; its number is the one that we know it by.
void TestSocketHolders::anotherPidNamespace()
{
    const RealSocket shared(AF_INET, SOCK_STREAM);
    const Child first(true);
    if (first.pid() < 0)
        QSKIP("Must not make pid namespaces here.");
    QCOMPARE(found({shared.inode()}), (Found{{shared.inode(), {getpid(), first.pid()}}}));
}

void TestSocketHolders::nobody()
{
    RealSocket socket(AF_INET, SOCK_STREAM);
    const std::uint64_t inode = socket.inode();
    socket.close();
    QCOMPARE(found({inode}), Found());
}

// The rest of the machine does not hold still; what is ours must be there.
void TestSocketHolders::allSockets()
{
    const RealSocket socket(AF_INET, SOCK_STREAM);
    for (const Holders &holders : {m_bpf->find({}), ProcfsHolders().find({})}) {
        QVERIFY(holders.contains(socket.inode()));
        QCOMPARE(holders.at(socket.inode()), std::vector<pid_t>{getpid()});
    }
}

void TestSocketHolders::twoThousandSockets()
{
    if (sysconf(_SC_OPEN_MAX) < 2'100)
        QSKIP("May not open so many files here.");
    std::vector<RealSocket> sockets;
    std::vector<std::uint64_t> inodes;
    for (int i = 0; i < 2'000; ++i) {
        sockets.emplace_back(AF_INET, SOCK_DGRAM);
        inodes.push_back(sockets.back().inode());
    }
    const Child child;
    Found expected;
    for (const std::uint64_t inode : inodes)
        expected[inode] = {getpid(), child.pid()};
    QCOMPARE(found(inodes), expected);
}

// /proc/PID/fd does not show them.
void TestSocketHolders::descriptorsOfAThread()
{
    std::promise<std::uint64_t> made;
    std::promise<void> seen;
    std::thread thread([&] {
        unshare(CLONE_FILES);
        const RealSocket socket(AF_INET, SOCK_STREAM);
        made.set_value(socket.inode());
        seen.get_future().wait();
    });
    const std::uint64_t inode = made.get_future().get();
    const Found holders = plain(m_bpf->find({&inode, 1}));
    seen.set_value();
    thread.join();
    QCOMPARE(holders, (Found{{inode, {getpid()}}}));
}

void TestSocketHolders::theFastestIsOpened()
{
    QCOMPARE(openSocketHolders()->name(), m_bpf->name());
}

QTEST_APPLESS_MAIN(TestSocketHolders)
#include "tst_socketholders.moc"
