// SPDX-License-Identifier: GPL-2.0-or-later
// Recorder: the thread that takes log records from the ring and writes them to events.db and pfirewall.log. A full disk
// or a damaged store is told once and tried again with every batch; filtering never notices.
#pragma once

#include "engine/log/eventstore.h"
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
        // Both are called from the recorder's thread and must not wait.
        std::function<void(std::vector<StoredRecord> records, std::uint64_t lost)> written;
        std::function<void(const std::string &problem)> problem;  // empty: everything is well again
    };

    // logsDirectory: where the file of the settings is.
    Recorder(const Clock &clock, RecordRing &ring, std::string logsDirectory, std::string eventsFile,
             LogSettings settings, Listener listener);
    ~Recorder();  // writes what is in the ring, then ends the thread
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    void wake();                             // any thread; never waits
    void setSettings(LogSettings settings);  // any thread

private:
    void run();
    LogSettings settings();
    std::vector<LogRecord> takeRecords();
    void writeFile(const std::vector<LogRecord> &records, const LogSettings &settings);
    void writeStore(const std::vector<LogRecord> &records);
    void openStore();
    void told(const std::string &problem);
    const std::string &interfaceName(std::uint32_t index);

    const Clock &m_clock;
    RecordRing &m_ring;
    std::string m_eventsFile;
    std::string m_logsDirectory;
    std::string m_fileName;  // of m_file
    std::unique_ptr<W3cWriter> m_file;
    std::optional<EventStore> m_store;
    std::map<std::uint32_t, std::string> m_interfaces;  // kept for the batch only: an index may be used again
    Listener m_listener;
    std::string m_problem;
    std::uint64_t m_unheard = 0;  // records that listeners did not get

    std::mutex m_lock;
    LogSettings m_settings;
    bool m_stop = false;
    int m_wake;
    std::thread m_thread;
};

}  // namespace parapet
