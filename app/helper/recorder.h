// SPDX-License-Identifier: GPL-2.0-or-later
// Recorder: the thread that takes log records from the ring and writes them to events.db and pfirewall.log. A full disk
// or a damaged store is told once and tried again with every batch; filtering never notices.
//
// Every dropped packet is told, in the store and in the file: as a record, or in an INFO-EVENTS-LOST. What is told is
// counted (Account) and kept in the same transaction as the rows; whenever the kernel's counters stand still, what they
// have and we have not was lost, wherever that was: in the queue, in the ring, on a full disk, or while no helper ran.
#pragma once

#include "engine/kernel/dropcounters.h"
#include "engine/log/eventstore.h"
#include "engine/log/quietdrops.h"
#include "engine/log/recordring.h"
#include "engine/log/w3cwriter.h"
#include "engine/model/settings.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace parapet {

class Recorder {
public:
    struct Listener {
        // All are called from the recorder's thread and must not wait.
        std::function<void(std::vector<StoredRecord> records, std::uint64_t lost)> written;
        std::function<void(const std::string &problem)> problem;    // empty: everything is well again
        std::function<void(const std::string &sentence)> setAside;  // a damaged history was; this stays true
    };

    // Reads the kernel's counters of dropped packets; called from the recorder's thread.
    using Meter = std::function<Result<DropReading>()>;

    // What the administrator says about both.
    struct Places {
        std::string eventsFile;
        std::function<Result<LogLocation>(const std::string &file)> placeOf;  // of a log file of the settings
        LogSoftware software = LogSoftware::parapet;
        HistoryBounds bounds{};
        std::function<std::string(const RuleId &)> programOf{};  // that a rule names; any thread
    };

    Recorder(const Clock &clock, RecordRing &ring, Places places, LogSettings settings, Listener listener, Meter meter);
    // Writes what is in the ring and what is still missing by the counters, then ends the thread.
    ~Recorder();
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    void wake();                             // any thread; never waits
    void setSettings(LogSettings settings);  // any thread

private:
    struct Batch {
        std::vector<LogRecord> records;
        std::uint64_t lostDrops = 0;  // told by an INFO-EVENTS-LOST among them
    };
    struct Settings {
        LogSettings log;
        bool stop = false;
    };

    void run();
    void sleep();
    Settings settings();
    bool writeWaiting();
    Batch takeRecords();
    void write(const Batch &batch);
    Outcome writeFile(const Batch &batch, const LogSettings &settings);
    Outcome prepareFile(const LogSettings &settings);
    void writeStore(const Batch &batch);
    void openStore();
    void beginAnew();
    void beginAccount(bool isNewStore);
    bool settle();
    std::optional<std::uint64_t> droppedForSure();
    void tellMissing(std::uint64_t dropped);
    LogRecord lostRecord(std::uint64_t lost) const;
    void trim(std::size_t written);
    void told(const std::string &problem);
    const std::string &interfaceName(std::uint32_t index);

    const Clock &m_clock;
    RecordRing &m_ring;
    Places m_places;
    std::string m_fileName;  // in the settings, of m_file
    std::unique_ptr<W3cWriter> m_file;
    std::optional<EventStore> m_store;
    std::map<std::uint32_t, std::string> m_interfaces;  // kept for the batch only: an index may be used again
    Listener m_listener;
    Meter m_meter;
    std::string m_problem;
    std::uint64_t m_unheard = 0;  // records that listeners did not get

    Account m_account;  // of what is told
    QuietDrops m_quiet;
    SteadyTime m_pause{0};  // until the next look at the counters

    std::mutex m_lock;
    Settings m_settings;
    int m_wake;
    std::thread m_thread;
};

}  // namespace parapet
