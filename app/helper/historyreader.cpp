// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/historyreader.h"

#include <utility>

namespace parapet {

HistoryReader::HistoryReader(std::string eventsFile) : m_eventsFile(std::move(eventsFile)), m_thread([this] { run(); })
{
}

HistoryReader::~HistoryReader()
{
    {
        const std::lock_guard lock(m_lock);
        m_stop = true;
    }
    m_more.notify_one();
    m_thread.join();
}

void HistoryReader::query(const LogFilter &filter, std::int64_t before, std::size_t count, Wanted wanted,
                          std::function<void(Result<LogPage>)> done)
{
    ask<LogPage>(
        std::move(wanted), [=](EventStore &store) { return store.query(filter, before, count, patience); },
        std::move(done));
}

void HistoryReader::histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before, Wanted wanted,
                              std::function<void(Result<LogHistogram>)> done)
{
    ask<LogHistogram>(
        std::move(wanted),
        [=](EventStore &store) { return store.histogram(filter, buckets, before, countingPatience); }, std::move(done));
}

template <class T>
void HistoryReader::ask(Wanted wanted, std::function<Result<T>(EventStore &)> question,
                        std::function<void(Result<T>)> done)
{
    {
        const std::lock_guard lock(m_lock);
        m_questions.push_back(
            [this, wanted = std::move(wanted), question = std::move(question), done = std::move(done)] {
                done(*wanted ? answer(question)
                             : Result<T>(Error{ErrorKind::notFound, "Nobody wants to know this any more."}));
            });
    }
    m_more.notify_one();
}

// The recorder may have set it aside.
template <class T> Result<T> HistoryReader::answer(const std::function<Result<T>(EventStore &)> &question)
{
    if (m_store && m_store->hasMoved())
        m_store.reset();
    if (!m_store) {
        Result<EventStore> opened = EventStore::open(m_eventsFile);
        if (!opened)
            return opened.error();
        m_store.emplace(*std::move(opened));
    }
    Result<T> found = question(*m_store);
    if (!found)
        m_store.reset();
    return found;
}

void HistoryReader::run()
{
    for (;;) {
        std::unique_lock lock(m_lock);
        m_more.wait(lock, [this] { return m_stop || !m_questions.empty(); });
        if (m_stop)
            return;
        const std::function<void()> question = std::move(m_questions.front());
        m_questions.pop_front();
        lock.unlock();
        question();
    }
}

}  // namespace parapet
