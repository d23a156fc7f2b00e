// SPDX-License-Identifier: GPL-2.0-or-later
// The thread that finds out who holds a socket: its answers, its bound, its end.
#include <QTest>

#include "engine/base/limits.h"
#include "engine/program/ownerresolver.h"
#include "tests/support/fakeclock.h"

#include <future>
#include <unistd.h>

using namespace parapet;
using namespace parapet::test;

namespace {

constexpr pid_t nobody = 0x3ffffff;  // no process has this number

// Says who holds what, when it is let.
class FakeHolders final : public SocketHolders {
public:
    explicit FakeHolders(std::shared_future<void> let = {}) : m_let(std::move(let)) { }

    Holders find(std::span<const std::uint64_t> inodes) override
    {
        if (m_let.valid())
            m_let.wait();
        Holders holders;
        for (const std::uint64_t inode : inodes) {
            if (inode == 1)
                holders[inode] = {getpid()};
            if (inode == 2)
                holders[inode] = {nobody, getpid(), nobody};
            if (inode == 3)
                holders[inode] = {nobody};
        }
        return holders;
    }
    std::string_view name() const override { return "fake"; }

private:
    std::shared_future<void> m_let;
};

using Answers = std::vector<OwnerResolver::Answer>;

}  // namespace

class TestOwnerResolver : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock;
    ProgramFiles m_files{m_clock};

    std::unique_ptr<OwnerResolver> resolver(OwnerResolver::Done done, std::shared_future<void> let = {})
    {
        return std::make_unique<OwnerResolver>(std::make_unique<FakeHolders>(std::move(let)),
                                               ProcessReader(m_files, {}), UnitProgram("/nowhere", {}),
                                               std::move(done));
    }

    Answers answersTo(std::uint64_t inode)
    {
        std::promise<Answers> heard;
        const auto one = resolver([&](Answers answers) { heard.set_value(std::move(answers)); });
        one->ask({77, inode, 0});
        return heard.get_future().get();
    }

private Q_SLOTS:
    void tellsTheProcesses()
    {
        const Answers answers = answersTo(1);
        QCOMPARE(answers.size(), 1U);
        QCOMPARE(answers[0].cookie, 77U);
        QCOMPARE(answers[0].owners.size(), 1U);
        QCOMPARE(answers[0].owners[0].pid, getpid());
    }

    // Between the packet and the look-up.
    void aProcessThatHasEndedIsNoOwner()
    {
        QCOMPARE(answersTo(2)[0].owners.size(), 1U);
        QVERIFY(answersTo(3)[0].owners.empty());
        QVERIFY(answersTo(4)[0].owners.empty());
    }

    void tooManyQuestionsAreRefusedAndTheOthersAnswered()
    {
        std::promise<void> let;
        std::mutex lock;
        std::size_t answered = 0, asked = 0;
        const auto one = resolver(
            [&](const Answers &answers) {
                const std::lock_guard held(lock);
                answered += answers.size();
            },
            let.get_future().share());
        while (one->ask({asked + 1, 1, 0}))
            QVERIFY(++asked <= 2 * limits::ownerQuestions);  // one load is being looked up, one waits
        QVERIFY(asked >= limits::ownerQuestions);
        let.set_value();
        const auto all = [&] {
            const std::lock_guard held(lock);
            return answered == asked;
        };
        QTRY_VERIFY(all());
    }

    void endsWithQuestionsUnanswered()
    {
        const auto one = resolver([](const Answers &) {});
        for (std::uint64_t cookie = 1; cookie < 100; ++cookie)
            one->ask({cookie, 1, 0});
    }
};

QTEST_GUILESS_MAIN(TestOwnerResolver)
#include "tst_ownerresolver.moc"
