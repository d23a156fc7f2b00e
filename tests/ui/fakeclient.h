// SPDX-License-Identifier: GPL-2.0-or-later
// FakeClient: a working little firewall in memory. Answers come later, as over the bus; a test may make them fail or
// wait, and play the helper, other users and the network. FakeAlerts: the questions. FakeNotifier: a desktop's messages.
#pragma once

#include "ui/client/alertclient.h"
#include "ui/client/firewallclient.h"
#include "ui/client/notifier.h"

#include <QTimer>

#include <algorithm>
#include <optional>

namespace parapet {

class FakeClient : public FirewallClient {
public:
    FakeClient()
    {
        m_status.version = "0.1.0";
        m_status.logFile = "/var/log/parapet/pfirewall.log";
        m_status.logFolders = {"/var/log/parapet"};
        m_status.connections = {{"uuid-wired", "Wired connection 1", Connection::Kind::wired, "eth0"},
                                {"uuid-home", "Home network", Connection::Kind::wireless, "wlan0"},
                                {"uuid-work", "Work", Connection::Kind::vpn, ""}};
    }

    // What the windows did.
    std::vector<std::vector<Change>> sent;
    std::vector<std::vector<Change>> asked;  // by explain()
    int starts = 0;
    int listeningCalls = 0;
    bool watching = false;

    // What the world does.
    void setLink(Link link)
    {
        m_link = link;
        Q_EMIT linkChanged();
    }
    void setRights(Rights rights)
    {
        m_rights = rights;
        Q_EMIT rightsChanged();
    }
    void setStatus(const Status &status)
    {
        m_status = status;
        Q_EMIT statusChanged();
    }
    void setSettings(const Settings &settings)
    {
        m_settings = settings;
        Q_EMIT settingsChanged();
    }
    void changeElsewhere(const std::vector<Change> &changes) { setSettings(*parapet::apply(m_settings, changes)); }
    void arrive(const std::vector<StoredRecord> &records, std::uint64_t lost = 0)
    {
        m_history.insert(m_history.end(), records.begin(), records.end());
        if (watching)
            Q_EMIT recordsArrived(records, lost);
    }
    void setListening(const std::vector<ListeningProgram> &rows)
    {
        m_listening = rows;
        Q_EMIT listeningChanged();
    }
    void failNext(const Error &error) { m_failure = error; }
    void hold() { m_held = true; }
    void holdAfter(std::size_t answers) { m_untilHold = answers; }
    void release()
    {
        m_held = false;
        for (const auto &answer : std::exchange(m_waiting, {}))
            answer();
    }

    Link link() const override { return m_link; }
    const Settings &settings() const override { return m_settings; }
    const Status &status() const override { return m_status; }
    const Rights &rights() const override { return m_rights; }

    void change(const std::vector<Change> &changes, std::function<void(Outcome)> done) override
    {
        sent.push_back(changes);
        later([this, changes, done, failure = takeFailure()] {
            if (failure)
                return done(*failure);
            const Result<Settings> next = parapet::apply(m_settings, changes);
            if (!next)
                return done(next.error());
            setSettings(*next);
            done(Done{});
        });
    }

    // What explain() answers, as often as it is asked.
    Foresight foresight{{Verdict::accept, Reason::portException, {}, true},
                        {Verdict::accept, Reason::portException, {}, true}};
    void explain(const std::vector<Change> &changes, const NewFlow &,
                 std::function<void(Result<Foresight>)> done) override
    {
        asked.push_back(changes);
        later([this, done] { done(foresight); });
    }

    // The helper looks at so many records in one go; a test may make it few.
    std::size_t patience = 1'000'000;
    std::vector<LogFilter> queries;  // as they were asked
    void query(const LogFilter &filter, std::int64_t before, int count,
               std::function<void(Result<LogPage>)> done) override
    {
        queries.push_back(filter);
        later([this, filter, before, count, done, failure = takeFailure()] {
            if (m_rights.readLog == Right::no)
                return done(Error{ErrorKind::denied, "You may not read the log."});
            if (failure)
                return done(*failure);
            done(page(filter, before, std::size_t(count)));
        });
    }

    void histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t,
                   std::function<void(Result<LogHistogram>)> done) override
    {
        later([this, filter, buckets, done] {
            if (m_rights.readLog == Right::no)
                return done(Error{ErrorKind::denied, "You may not read the log."});
            done(counts(filter, buckets));
        });
    }

    void watchRecords(bool watch, std::function<void(Outcome)> done) override
    {
        watching = watch && m_rights.readLog != Right::no;
        later([done, denied = watch && !watching] {
            done(denied ? Outcome(Error{ErrorKind::denied, "You may not read the log."}) : Outcome(Done{}));
        });
    }

    void listening(bool mayAsk, std::function<void(Result<std::vector<ListeningProgram>>)> done) override
    {
        ++listeningCalls;
        later([this, mayAsk, done, failure = takeFailure()] {
            const bool may = m_rights.readLog == Right::yes || (mayAsk && m_rights.readLog != Right::no);
            if (failure)
                done(*failure);
            else if (!may)
                done(Error{ErrorKind::denied, "You may not see who listens."});
            else
                done(m_listening);
        });
    }

    void startHelper(std::function<void(Outcome)> done) override
    {
        ++starts;
        later([this, done, failure = takeFailure()] {
            if (failure)
                return done(*failure);
            setLink(Link::running);
            done(Done{});
        });
    }

private:
    LogPage page(const LogFilter &filter, std::int64_t before, std::size_t count) const
    {
        LogPage page;
        std::size_t seen = 0;
        for (auto each = m_history.rbegin(); each != m_history.rend(); ++each) {
            if (before != 0 && each->id >= before)
                continue;
            if (seen++ == patience || page.records.size() == count) {
                page.next = std::prev(each)->id;
                break;
            }
            if (matches(filter, *each))
                page.records.push_back(*each);
        }
        if (page.next <= filter.after + 1)  // it does not look further down
            page.next = 0;
        return page;
    }
    LogHistogram counts(const LogFilter &filter, std::uint32_t buckets) const
    {
        LogHistogram histogram;
        LogFilter time;
        time.from = filter.from, time.to = filter.to;
        for (const StoredRecord &each : m_history) {
            if (!matches(time, each))
                continue;
            histogram.first = histogram.first == 0 ? each.id : histogram.first;
            histogram.last = each.id;
        }
        if (histogram.first == 0)
            return histogram;
        histogram.from = filter.from.value_or(m_history.front().record.time);
        histogram.width =
            (filter.to.value_or(m_history.back().record.time) - histogram.from) / std::int64_t{buckets} + WallTime(1);
        for (const StoredRecord &each : m_history) {
            if (!matches(filter, each) || each.record.action != LogAction::drop)
                continue;
            const auto same =
                std::ranges::find(histogram.rows, std::optional(each.record.reason), &LogHistogram::Row::reason);
            auto &row = same != histogram.rows.end() ? *same
                                                     : histogram.rows.emplace_back(LogHistogram::Row{
                                                         each.record.reason, std::vector<std::uint64_t>(buckets)});
            ++row.counts.at(std::size_t((each.record.time - histogram.from) / histogram.width));
        }
        return histogram;
    }

    void later(std::function<void()> answer)
    {
        QTimer::singleShot(0, this, [this, answer = std::move(answer)] {
            if (m_held) {
                m_waiting.push_back(answer);
                return;
            }
            m_held = m_untilHold > 0 && --m_untilHold == 0;
            answer();
        });
    }
    std::optional<Error> takeFailure() { return std::exchange(m_failure, std::nullopt); }

    Link m_link = Link::running;
    Settings m_settings;
    Status m_status;
    Rights m_rights{Right::yes, Right::yes};
    std::vector<StoredRecord> m_history;  // oldest first
    std::vector<ListeningProgram> m_listening;
    std::optional<Error> m_failure;
    std::vector<std::function<void()>> m_waiting;
    bool m_held = false;
    std::size_t m_untilHold = 0;  // answers; 0: it does not hold by itself
};

class FakeAlerts : public AlertClient {
public:
    struct Answer {
        std::uint64_t id;
        AlertAnswer answer;
        Scope scope;
        bool operator==(const Answer &) const = default;
    };

    bool watching = false;
    std::vector<Answer> answers;

    void raise(const Alert &alert) { Q_EMIT raised(alert); }
    void takeBack(std::uint64_t id) { Q_EMIT gone(id); }
    // What the next answer meets; nothing: it is in force.
    std::optional<Error> failure;
    // Answers are on their way until release().
    bool held = false;
    void release()
    {
        for (const auto &tell : std::exchange(m_waiting, {}))
            tell();
    }

    void watch(bool on) override { watching = on; }
    void answer(std::uint64_t id, AlertAnswer answer, const Scope &scope, std::function<void(Outcome)> done) override
    {
        answers.push_back({id, answer, scope});
        m_waiting.push_back(
            [done, error = std::exchange(failure, std::nullopt)] { done(error ? Outcome(*error) : Outcome(Done{})); });
        if (!held)
            QTimer::singleShot(0, this, &FakeAlerts::release);
    }

private:
    std::vector<std::function<void()>> m_waiting;
};

class FakeNotifier : public Notifier {
public:
    bool usable = true;
    std::vector<std::pair<std::uint64_t, Notice>> shown;  // now

    void setUsable(bool on)
    {
        usable = on;
        Q_EMIT usableChanged();
    }
    // As desktops do: a message goes when one of its buttons is pressed.
    void press(const QString &key)
    {
        const std::uint64_t id = shown.front().first;
        shown.clear();
        Q_EMIT pressed(id, key);
    }
    void dismiss() { Q_EMIT dismissed(std::exchange(shown, {}).front().first); }
    void lose() { Q_EMIT lost(std::exchange(shown, {}).front().first); }

    bool isUsable() const override { return usable; }
    void show(std::uint64_t id, const Notice &notice) override
    {
        close(id);
        shown.emplace_back(id, notice);
    }
    void close(std::uint64_t id) override
    {
        std::erase_if(shown, [id](const auto &each) { return each.first == id; });
    }
};

}  // namespace parapet
