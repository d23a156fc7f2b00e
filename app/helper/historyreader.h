// SPDX-License-Identifier: GPL-2.0-or-later
// HistoryReader: the thread that searches events.db, so that no question about the history holds up the firewall. It
// takes one question after another, each for a moment only (EventSearch says where to go on).
#pragma once

#include "engine/log/eventstore.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace parapet {

class HistoryReader {
public:
    // Set to false by whoever does not want the answer any more.
    using Wanted = std::shared_ptr<const std::atomic<bool>>;
    static constexpr EventSearch::Patience patience{200};
    static constexpr EventSearch::Patience countingPatience{20};  // whoever wants rows waits for it

    explicit HistoryReader(std::string eventsFile);
    ~HistoryReader();  // what is not begun is forgotten, and not answered
    HistoryReader(const HistoryReader &) = delete;
    HistoryReader &operator=(const HistoryReader &) = delete;

    // Main thread. `done` is called in the reader's thread, also with an error when the answer is not wanted any more.
    void query(const LogFilter &filter, std::int64_t before, std::size_t count, Wanted wanted,
               std::function<void(Result<LogPage>)> done);
    void histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before, Wanted wanted,
                   std::function<void(Result<LogHistogram>)> done);

private:
    template <class T>
    void ask(Wanted wanted, std::function<Result<T>(EventStore &)> question, std::function<void(Result<T>)> done);
    template <class T> Result<T> answer(const std::function<Result<T>(EventStore &)> &question);
    void run();

    std::string m_eventsFile;
    std::optional<EventStore> m_store;  // reader's thread only

    std::mutex m_lock;
    std::condition_variable m_more;
    std::deque<std::function<void()>> m_questions;  // their number is bounded by DbusService
    bool m_stop = false;
    std::thread m_thread;
};

}  // namespace parapet
