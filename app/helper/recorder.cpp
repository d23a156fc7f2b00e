// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/recorder.h"

#include "engine/log/w3ctail.h"

#include <algorithm>
#include <net/if.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace parapet {

namespace {

constexpr std::size_t batchMax = 10'000;
// Milliseconds between batches: bigger transactions, and a bound for listeners. Where many come, nobody reads each at once.
constexpr int breath = 50, longBreath = 200;
constexpr std::size_t many = 20;
constexpr std::int64_t trimRows = 2'000;
// Between the last record and a look at the counters, and between looks when all is quiet.
constexpr SteadyTime firstPause = std::chrono::milliseconds(30), longestPause = std::chrono::seconds(10);

bool wanted(LogAction action, const LogSettings &settings)
{
    switch (action) {
    case LogAction::drop: return settings.droppedPackets;
    case LogAction::eventsLost: return settings.droppedPackets || settings.successfulConnections;
    default: return settings.successfulConnections;
    }
}

}  // namespace

Recorder::Recorder(const Clock &clock, RecordRing &ring, Places places, LogSettings settings, Listener listener,
                   Meter meter)
    : m_clock(clock), m_ring(ring), m_places(std::move(places)), m_listener(std::move(listener)),
      m_meter(std::move(meter)), m_settings{std::move(settings), false}, m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_thread([this] { run(); })
{
}

Recorder::~Recorder()
{
    {
        const std::lock_guard lock(m_lock);
        m_settings.stop = true;
    }
    wake();
    m_thread.join();
    close(m_wake);
}

void Recorder::wake()
{
    eventfd_write(m_wake, 1);
}

void Recorder::setSettings(LogSettings settings)
{
    const std::lock_guard lock(m_lock);
    m_settings.log = std::move(settings);
}

void Recorder::run()
{
    openStore();
    while (!settings().stop) {
        sleep();
        if (writeWaiting())
            m_pause = firstPause;
        else
            m_pause = settle() ? longestPause : std::min(2 * m_pause, longestPause / 10);
    }
    (void)writeWaiting();
    (void)settle();
}

void Recorder::sleep()
{
    pollfd wait{m_wake, POLLIN, 0};
    poll(&wait, 1, static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(m_pause).count()));
    eventfd_t count = 0;
    eventfd_read(m_wake, &count);
}

Recorder::Settings Recorder::settings()
{
    const std::lock_guard lock(m_lock);
    return m_settings;
}

// True: there was something.
bool Recorder::writeWaiting()
{
    bool any = false;
    for (Batch batch = takeRecords(); !batch.records.empty(); batch = takeRecords()) {
        any = true;
        write(batch);
        if (!settings().stop)
            poll(nullptr, 0, batch.records.size() > many ? longBreath : breath);
    }
    return any;
}

Recorder::Batch Recorder::takeRecords()
{
    Batch batch;
    for (LogRecord record; batch.records.size() < batchMax && m_ring.pop(record);)
        batch.records.push_back(record);
    const RecordRing::Lost lost = m_ring.takeLost();
    if (lost.all() > 0)
        batch.records.push_back(lostRecord(lost.all()));
    batch.lostDrops = lost.drops;
    return batch;
}

LogRecord Recorder::lostRecord(std::uint64_t lost) const
{
    LogRecord record;
    record.time = m_clock.wall();
    record.action = LogAction::eventsLost;
    record.lost = lost;
    return record;
}

// The file first: what is in it and not yet in the account is found there again after a crash (readTail()).
void Recorder::write(const Batch &batch)
{
    const Outcome written = writeFile(batch, settings().log);
    writeStore(batch);
    if (m_store)
        told(written ? std::string() : written.error().text);
}

Outcome Recorder::prepareFile(const LogSettings &settings)
{
    const std::uint64_t maxBytes = std::uint64_t{settings.maxSizeKb} * 1024;
    if (!m_file || m_fileName != settings.file) {
        m_file.reset();
        const Result<LogLocation> place = m_places.placeOf(settings.file);
        if (!place)
            return place.error();
        m_file = std::make_unique<W3cWriter>(*place, maxBytes, m_places.software);
        m_fileName = settings.file;
    }
    m_file->setMaxBytes(maxBytes);
    return Done{};
}

// A drop that nobody wants in the file is as good as told there.
Outcome Recorder::writeFile(const Batch &batch, const LogSettings &settings)
{
    const Outcome prepared = prepareFile(settings);
    Outcome written = Done{};
    bool any = false;
    for (const LogRecord &record : batch.records) {
        Outcome one = Done{};
        if (wanted(record.action, settings)) {
            any = true;
            one = prepared ? m_file->append(record) : prepared;
        }
        if (!one)
            written = one;
        else if (record.action == LogAction::drop)
            ++m_account.toldInFile;
        else if (record.action == LogAction::eventsLost)
            m_account.toldInFile += batch.lostDrops;
    }
    if (Outcome flushed = any && m_file ? m_file->flush() : Outcome(Done{}); !flushed)
        written = flushed;
    if (m_file && m_file->position().inode != 0)
        m_account.file = m_file->position();
    return written;
}

void Recorder::writeStore(const Batch &batch)
{
    if (!m_store)
        openStore();
    if (!m_store)
        return;
    m_interfaces.clear();
    Account account = m_account;
    account.told += batch.lostDrops
        + static_cast<std::uint64_t>(std::ranges::count(batch.records, LogAction::drop, &LogRecord::action));
    const EventStore::Names names{[this](std::uint32_t index) { return interfaceName(index); }, m_places.programOf};
    Result<std::vector<StoredRecord>> stored = m_store->append(batch.records, names, &account);
    if (!stored) {
        m_store.reset();
        return stored.error().kind == ErrorKind::damaged ? beginAnew() : told(stored.error().text);
    }
    m_account = account;
    trim(batch.records.size());
    std::vector<StoredRecord> &all = *stored;
    // Listeners get the newest of a batch; the history has all of them.
    if (all.size() > limits::logRowsPerCall) {
        m_unheard += all.size() - limits::logRowsPerCall;
        all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(limits::logRowsPerCall));
    }
    if (!all.empty())
        m_listener.written(std::move(all), std::exchange(m_unheard, 0));
}

// As much as was written and a little more, in small steps.
void Recorder::trim(std::size_t written)
{
    for (std::size_t removed = 0; removed <= written; removed += trimRows) {
        const Result<bool> done = m_store->trim(trimRows, m_places.bounds, m_clock.wall());
        if (!done || *done)
            return;
    }
}

void Recorder::openStore()
{
    Result<EventStore> opened = EventStore::open(m_places.eventsFile);
    if (!opened)
        return opened.error().kind == ErrorKind::damaged ? beginAnew() : told(opened.error().text);
    m_store.emplace(std::move(*opened));
    if (m_account.epoch.empty())
        beginAccount(false);
}

// What could not be written of a damaged history is told as lost in the new one.
void Recorder::beginAnew()
{
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(m_clock.wall()).count();
    const Result<std::string> aside = setAside(m_places.eventsFile, now);
    if (!aside)
        return told(aside.error().text);
    Result<EventStore> opened = EventStore::open(m_places.eventsFile);
    if (!opened)
        return told(opened.error().text);
    m_listener.setAside("The event history was damaged. It was set aside as " + *aside + " and a new one was begun.");
    m_store.emplace(std::move(*opened));
    if (m_account.epoch.empty())
        beginAccount(true);
}

// Where the helper before us, or we before the store was lost, have stopped. Before the first record is written.
void Recorder::beginAccount(bool isNewStore)
{
    const Result<Account> kept = m_store->account();
    const Result<DropReading> reading = m_meter();
    if (!kept || !reading)
        return;
    const Result<LogLocation> place = m_places.placeOf(settings().log.file);
    const std::string path = place ? place->path() : std::string();
    if (isNewStore)  // nobody knows any more what was told
        m_account = {reading->epoch, reading->counters.dropped(), reading->counters.dropped(), {}};
    else if (kept->epoch == reading->epoch)
        m_account = *kept;
    else
        m_account = {reading->epoch, 0, 0, endOfFile(path)};
    const W3cTail tail = readTail(path, m_account.file);
    m_account.toldInFile += tail.drops;
    m_account.file = endOfFile(path);
    (void)m_store->append({}, {}, &m_account);
}

// True: everything is told, or cannot be told now; false: look again soon.
bool Recorder::settle()
{
    const std::optional<std::uint64_t> dropped = droppedForSure();
    (void)writeWaiting();  // the last records about what was counted
    if (dropped)
        tellMissing(*dropped);
    if (m_store)
        trim(0);
    return dropped.has_value();
}

std::optional<std::uint64_t> Recorder::droppedForSure()
{
    std::optional<std::uint64_t> dropped;
    for (int reading = 0; reading < 2; ++reading) {
        if (reading > 0)
            std::this_thread::sleep_for(QuietDrops::apart);
        const Result<DropReading> read = m_meter();
        if (!read || read->epoch != m_account.epoch)
            return std::nullopt;
        const DropCounters &counters = read->counters;
        dropped = m_quiet.look({counters.queued, counters.passed, counters.byRules(), read->waiting}, m_clock.steady());
    }
    return dropped;
}

void Recorder::tellMissing(std::uint64_t dropped)
{
    const LogSettings log = settings().log;
    const auto missing = [&](std::uint64_t known) { return dropped > known ? dropped - known : 0; };
    const std::uint64_t inFile = missing(m_account.toldInFile), inStore = missing(m_account.told);
    if (inFile > 0 && log.droppedPackets)
        (void)writeFile({{lostRecord(inFile)}, inFile}, log);
    else
        m_account.toldInFile += inFile;
    if (inStore > 0)
        writeStore({{lostRecord(inStore)}, inStore});
}

void Recorder::told(const std::string &problem)
{
    if (std::exchange(m_problem, problem) != problem)
        m_listener.problem(problem);
}

const std::string &Recorder::interfaceName(std::uint32_t index)
{
    const auto [place, isNew] = m_interfaces.try_emplace(index);
    char name[IF_NAMESIZE] = {};
    if (isNew && if_indextoname(index, name))
        place->second = name;
    return place->second;
}

}  // namespace parapet
