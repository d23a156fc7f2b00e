// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/recorder.h"

#include <net/if.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace parapet {

namespace {

constexpr std::size_t batchMax = 10'000;
constexpr int breath = 50;  // milliseconds between batches: bigger transactions, and a bound for listeners
constexpr std::int64_t trimRows = 2'000;

bool wanted(LogAction action, const LogSettings &settings)
{
    switch (action) {
    case LogAction::drop: return settings.droppedPackets;
    case LogAction::eventsLost: return settings.droppedPackets || settings.successfulConnections;
    default: return settings.successfulConnections;
    }
}

}  // namespace

Recorder::Recorder(const Clock &clock, RecordRing &ring, std::string logsDirectory, std::string eventsFile,
                   LogSettings settings, Listener listener)
    : m_clock(clock), m_ring(ring), m_eventsFile(std::move(eventsFile)), m_logsDirectory(std::move(logsDirectory)),
      m_listener(std::move(listener)), m_settings(std::move(settings)), m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_thread([this] { run(); })
{
}

Recorder::~Recorder()
{
    {
        const std::lock_guard lock(m_lock);
        m_stop = true;
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
    m_settings = std::move(settings);
}

void Recorder::run()
{
    openStore();
    for (bool stop = false; !stop;) {
        pollfd wait{m_wake, POLLIN, 0};
        poll(&wait, 1, -1);
        eventfd_t count = 0;
        eventfd_read(m_wake, &count);
        {
            const std::lock_guard lock(m_lock);
            stop = m_stop;
        }
        for (std::vector<LogRecord> records = takeRecords(); !records.empty(); records = takeRecords()) {
            writeFile(records, settings());
            writeStore(records);
            if (!stop)
                poll(nullptr, 0, breath);
        }
    }
}

LogSettings Recorder::settings()
{
    const std::lock_guard lock(m_lock);
    return m_settings;
}

std::vector<LogRecord> Recorder::takeRecords()
{
    std::vector<LogRecord> records;
    for (LogRecord record; records.size() < batchMax && m_ring.pop(record);)
        records.push_back(record);
    if (const std::uint64_t lost = m_ring.takeLost()) {
        LogRecord record;
        record.time = m_clock.wall();
        record.action = LogAction::eventsLost;
        record.lost = lost;
        records.push_back(record);
    }
    return records;
}

void Recorder::writeFile(const std::vector<LogRecord> &records, const LogSettings &settings)
{
    const std::uint64_t maxBytes = std::uint64_t{settings.maxSizeKb} * 1024;
    if (m_fileName != settings.file) {
        m_file = std::make_unique<W3cWriter>(m_logsDirectory + "/" + settings.file, maxBytes);
        m_fileName = settings.file;
    }
    m_file->setMaxBytes(maxBytes);
    Outcome written = Done{};
    bool any = false;
    for (const LogRecord &record : records) {
        if (!wanted(record.action, settings))
            continue;
        any = true;
        if (Outcome one = m_file->append(record); !one)
            written = one;
    }
    if (!any)
        return;
    if (Outcome flushed = m_file->flush(); !flushed)
        written = flushed;
    told(written ? std::string() : written.error().text);
}

void Recorder::writeStore(const std::vector<LogRecord> &records)
{
    if (!m_store)
        openStore();
    if (!m_store)
        return;
    m_interfaces.clear();
    Result<std::vector<StoredRecord>> stored =
        m_store->append(records, [this](std::uint32_t index) { return interfaceName(index); });
    if (!stored) {
        told(stored.error().text);
        return;
    }
    (void)m_store->trim(trimRows);
    std::vector<StoredRecord> &all = *stored;
    // Listeners get the newest of a batch; the history has all of them.
    if (all.size() > limits::logRowsPerCall) {
        m_unheard += all.size() - limits::logRowsPerCall;
        all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(limits::logRowsPerCall));
    }
    m_listener.written(std::move(all), std::exchange(m_unheard, 0));
}

void Recorder::openStore()
{
    Result<EventStore> opened = EventStore::open(m_eventsFile);
    if (!opened && opened.error().kind == ErrorKind::damaged) {
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(m_clock.wall()).count();
        if (Result<std::string> aside = setAside(m_eventsFile, now)) {
            told("The event history was damaged. It was set aside as " + *aside + " and a new one was begun.");
            opened = EventStore::open(m_eventsFile);
        }
    }
    if (opened)
        m_store.emplace(std::move(*opened));
    else
        told(opened.error().text);
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
