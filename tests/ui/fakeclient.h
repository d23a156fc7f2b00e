// SPDX-License-Identifier: GPL-2.0-or-later
// FakeClient: a working little firewall in memory. Answers come later, as over the bus; a test may make them fail or
// wait, and play the helper, other users and the network.
#pragma once

#include "ui/client/firewallclient.h"

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
        m_status.connections = {{"uuid-wired", "Wired connection 1", Connection::Kind::wired, "eth0"},
                                {"uuid-home", "Home network", Connection::Kind::wireless, "wlan0"},
                                {"uuid-work", "Work", Connection::Kind::vpn, ""}};
    }

    // What the windows did.
    std::vector<std::vector<Change>> sent;
    std::vector<std::vector<Change>> asked;  // by explain()
    int starts = 0;
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
    void failNext(const Error &error) { m_failure = error; }
    void hold() { m_held = true; }
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

    void records(std::int64_t before, int count, std::function<void(Result<std::vector<StoredRecord>>)> done) override
    {
        later([this, before, count, done, failure = takeFailure()] {
            if (m_rights.readLog == Right::no)
                return done(Error{ErrorKind::denied, "You may not read the log."});
            if (failure)
                return done(*failure);
            std::vector<StoredRecord> found;
            for (auto r = m_history.rbegin(); r != m_history.rend() && std::ssize(found) < count; ++r) {
                if (before == 0 || r->id < before)
                    found.push_back(*r);
            }
            done(found);
        });
    }

    void watchRecords(bool watch, std::function<void(Outcome)> done) override
    {
        watching = watch && m_rights.readLog != Right::no;
        later([done, denied = watch && !watching] {
            done(denied ? Outcome(Error{ErrorKind::denied, "You may not read the log."}) : Outcome(Done{}));
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
    void later(std::function<void()> answer)
    {
        QTimer::singleShot(0, this, [this, answer = std::move(answer)] {
            if (m_held)
                m_waiting.push_back(answer);
            else
                answer();
        });
    }
    std::optional<Error> takeFailure() { return std::exchange(m_failure, std::nullopt); }

    Link m_link = Link::running;
    Settings m_settings;
    Status m_status;
    Rights m_rights{Right::yes, Right::yes};
    std::vector<StoredRecord> m_history;  // oldest first
    std::optional<Error> m_failure;
    std::vector<std::function<void()>> m_waiting;
    bool m_held = false;
};

}  // namespace parapet
