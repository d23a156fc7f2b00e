// SPDX-License-Identifier: GPL-2.0-or-later
// The log browser on a history of some millions of rows: how long the window is busy for each frame while one scrolls, and
// how long it takes from a filter to the first rows on the screen. The window is the product's, and so are its client, the
// D-Bus service and the reader of the history, in a process of its own behind a private bus; only the kernel is not there.
// Needs a display (xvfb-run). usage: browser_bench FOLDER [MILLIONS]; a second run uses the history that is there.
#include "app/helper/dbusservice.h"
#include "app/helper/historyreader.h"
#include "app/panel/dbusclient.h"
#include "bench/logtraffic.h"
#include "tests/app/fakefirewall.h"
#include "ui/logwindow.h"
#include "ui/widgets/logfilterbar.h"
#include "ui/widgets/loglist.h"

#include <QApplication>
#include <QProcess>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTreeView>

#include <algorithm>
#include <ctime>
#include <functional>

using namespace parapet;

namespace {

using Stopwatch = std::chrono::steady_clock;

double millisecondsSince(Stopwatch::time_point start)
{
    return std::chrono::duration<double, std::milli>(Stopwatch::now() - start).count();
}

// ---- the other process

class StoredFirewall final : public FakeFirewall {
public:
    explicit StoredFirewall(const std::string &file) : m_history(file) { }

    void query(const LogFilter &filter, std::int64_t before, std::size_t count, Wanted wanted,
               std::function<void(Result<LogPage>)> done) override
    {
        m_history.query(filter, before, count, std::move(wanted), here(std::move(done)));
    }
    void histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before, Wanted wanted,
                   std::function<void(Result<LogHistogram>)> done) override
    {
        m_history.histogram(filter, buckets, before, std::move(wanted), here(std::move(done)));
    }

private:
    template <class T> std::function<void(Result<T>)> here(std::function<void(Result<T>)> done)
    {
        return [this, done = std::move(done)](Result<T> found) {
            QMetaObject::invokeMethod(
                this, [done, found = std::move(found)] { done(found); }, Qt::QueuedConnection);
        };
    }
    HistoryReader m_history;
};

int serve(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    registerWireTypes();
    const auto bus = QDBusConnection::systemBus();
    StoredFirewall firewall(argv[2]);
    PolkitAuthority authority(bus);
    const SystemClock clock;
    Alerts alerts(firewall, clock, {}, {{}, [](std::span<const AcknowledgedProgram>) -> Outcome { return Done{}; }});
    DbusService service(bus, firewall, alerts, authority);
    if (const auto outcome = service.start(); !outcome) {
        std::fprintf(stderr, "%s\n", outcome.error().text.c_str());
        return 1;
    }
    return QCoreApplication::exec();
}

// ---- frames

// What the thread of the window computes between two beats of 60 in a second: input, answers of the bus, layout, painting. In
// time of the processor, as others may use it too; whether a beat was missed is told by the clock on the wall.
class Frames : public QObject {
public:
    void run(const char *name, int frames, const std::function<void(int)> &step)
    {
        std::vector<double> works;
        int late = 0, number = 0;
        QEventLoop loop;
        QTimer beat;
        beat.setTimerType(Qt::PreciseTimer);
        auto last = Stopwatch::now();
        double before = computed();
        connect(&beat, &QTimer::timeout, this, [&] {
            if (number > 0) {
                works.push_back(computed() - before);
                late += millisecondsSince(last) > 33.4;
            }
            last = Stopwatch::now();
            before = computed();
            if (number == frames)
                return loop.quit();
            step(number++);
        });
        beat.start(16);
        loop.exec();
        std::ranges::sort(works);
        std::printf("%-44s %4zu frames: median %5.1f ms, p99 %5.1f, worst %5.1f; %d beats of 60/s missed\n", name,
                    works.size(), works[works.size() / 2], works[works.size() * 99 / 100], works.back(), late);
        std::fflush(stdout);
    }

private:
    static double computed()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }
};

// ---- the window

class Browser {
public:
    explicit Browser(DbusClient &client) : m_window(new LogWindow(client))
    {
        m_window->resize(1'100, 900);
        m_window->show();
        m_rows = m_window->findChild<QTreeView *>();
        m_bar = m_window->findChild<LogList *>()->historyBar();
        m_filters = m_window->findChild<LogFilterBar *>();
        waitFor([this] { return m_rows->model()->rowCount() > 0 && m_bar->maximum() > 0; });
    }
    ~Browser() { delete m_window; }

    int place() const { return m_bar->value(); }
    void scroll(Frames &frames)
    {
        const int all = m_bar->maximum();
        std::printf("%d rows, %d on the screen\n", all + m_bar->pageStep(), m_bar->pageStep());
        frames.run("wheel down, 3 rows a frame", 600, [this](int) { step(3); });
        frames.run("page down, a page a frame", 600, [this](int) { step(m_rows->verticalScrollBar()->pageStep()); });
        frames.run("slider dragged over all rows", 600, [this, all](int frame) {
            m_bar->setSliderDown(true);
            m_bar->setSliderPosition(int(qint64(all) * (frame + 1) / 600));
        });
        m_bar->setSliderDown(false);
        waitFor([this, all] { return place() > all - 1'000; });
        frames.run("page up from the oldest, a page a frame", 600,
                   [this](int) { step(-m_rows->verticalScrollBar()->pageStep()); });
    }

    // From the change of the fields to the paint of the new rows.
    void ask(const char *name, const LogQuestion &question)
    {
        std::vector<double> times;
        for (int round = 0; round < 9; ++round) {
            set({});
            times.push_back(set(question));
        }
        std::ranges::sort(times);
        std::printf("%-44s first rows on the screen after %6.1f ms (best %6.1f, worst %6.1f)\n", name,
                    times[times.size() / 2], times.front(), times.back());
        std::fflush(stdout);
    }

private:
    void step(int rows) { m_rows->verticalScrollBar()->setValue(m_rows->verticalScrollBar()->value() + rows); }

    double set(const LogQuestion &question)
    {
        bool isThere = false;
        const auto watch =
            QObject::connect(m_rows->model(), &QAbstractItemModel::modelReset, m_rows, [&] { isThere = true; });
        const auto start = Stopwatch::now();
        m_filters->setQuestion(question);
        waitFor([&] { return isThere; });
        m_rows->viewport()->repaint();
        const double time = millisecondsSince(start);
        QObject::disconnect(watch);
        return time;
    }
    static void waitFor(const std::function<bool()> &done)
    {
        const auto start = Stopwatch::now();
        while (!done() && millisecondsSince(start) < 60'000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
    }

    LogWindow *m_window;
    QTreeView *m_rows;
    QScrollBar *m_bar;
    LogFilterBar *m_filters;
};

void askAll(Browser &browser)
{
    LogQuestion question;
    question.action = LogAction::drop;
    browser.ask("action: dropped", question);
    question = {};
    question.protocol = std::uint8_t{17};
    browser.ask("protocol UDP: rare", question);
    question = {};
    question.address = QStringLiteral("11.0.0.3");
    browser.ask("an address", question);
    question.address = QStringLiteral("2001:db8::7");
    browser.ask("a rare address", question);
    question.address = QStringLiteral("11.0.0.0/24");
    browser.ask("a network", question);
    question = {};
    question.port = QStringLiteral("445");
    browser.ask("a port", question);
    question = {};
    question.interface = QStringLiteral("wlan0");
    browser.ask("an interface: rare", question);
    question = {};
    question.period = LogQuestion::Period::custom;
    question.from = QDateTime::fromSecsSinceEpoch(bench::endTime / 1'000'000 - 505 * 3'600);
    question.to = question.from.addSecs(3'600);
    browser.ask("an hour, three weeks ago", question);
    question = {};
    question.action = LogAction::drop;
    question.address = QStringLiteral("11.0.0.3");
    question.port = QStringLiteral("22");
    browser.ask("dropped, an address, a port", question);
}

bool makeHistory(const std::string &file, std::int64_t rows)
{
    if (std::filesystem::exists(file))
        return true;
    Result<EventStore> store = EventStore::open(file);
    return store && bench::fill(*store, rows, file);
}

// A bus of its own: nobody's firewall is asked.
QString startBus(QProcess &bus)
{
    bus.start(QStringLiteral("dbus-daemon"),
              {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    return bus.waitForReadyRead(10'000) ? QString::fromUtf8(bus.readLine().trimmed()) : QString();
}

}  // namespace

int main(int argc, char **argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--serve")
        return serve(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "usage: browser_bench FOLDER [MILLIONS]\n");
        return 2;
    }
    const std::string file = std::string(argv[1]) + "/bench-events.db";
    if (!makeHistory(file, (argc > 2 ? std::atoll(argv[2]) : 1) * 1'000'000))
        return 1;
    QApplication application(argc, argv);
    const QTemporaryDir preferences;
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, preferences.path());
    QProcess bus, helper;
    const QString address = startBus(bus);
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", address.toUtf8());
    helper.setProcessChannelMode(QProcess::ForwardedChannels);
    helper.start(QApplication::applicationFilePath(), {QStringLiteral("--serve"), QString::fromStdString(file)});
    registerWireTypes();
    {
        DbusClient client(QDBusConnection::systemBus());
        Browser browser(client);
        Frames frames;
        browser.scroll(frames);
        askAll(browser);
    }
    helper.terminate();
    helper.waitForFinished();
    bus.terminate();
    bus.waitForFinished();
    return 0;
}
