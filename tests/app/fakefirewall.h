// SPDX-License-Identifier: GPL-2.0-or-later
// FakeFirewall: keeps settings as the real one does, has no kernel, and counts what it was asked.
#pragma once

#include "app/helper/firewall.h"

namespace parapet {

class FakeFirewall : public Firewall {
    Q_OBJECT

public:
    int changeCalls = 0, recordCalls = 0;
    ProfileId active = ProfileId::standard;

    const Settings &settings() const override { return m_settings; }
    std::uint64_t serial() const override { return m_serial; }
    ProfileId activeProfile() const override { return active; }
    Status status() const override
    {
        return {"1.2.3", ProfileId::standard, "none", "/nowhere/pfirewall.log", {}, {}, 0};
    }

    Outcome change(std::span<const Change> changes) override
    {
        ++changeCalls;
        auto changed = apply(m_settings, changes);
        if (!changed)
            return changed.error();
        m_settings = std::move(*changed);
        Q_EMIT settingsChanged(++m_serial);
        return Done{};
    }

    Result<Foresight> explain(std::span<const Change> changes, const NewFlow &flow) const override
    {
        const auto after = apply(m_settings, changes);
        if (!after)
            return after.error();
        const auto decide = [&](const Settings &settings) {
            const bool open = settings.profile(ProfileId::standard).ports.contains(flow.port);
            return open ? Decision{Verdict::accept, Reason::portException, {RuleId::Kind::port, 0, flow.port}, true}
                        : Decision{};
        };
        return Foresight{decide(m_settings), decide(*after)};
    }

    Inspection inspect() const override { return {{{"ip", "filter", true, true, false}}, {}, {}, 4096}; }

    // Answers at once, unless it is told to keep everybody waiting.
    void query(const LogFilter &filter, std::int64_t, std::size_t count, Wanted wanted,
               std::function<void(Result<LogPage>)> done) override
    {
        ++recordCalls;
        lastFilter = filter;
        if (keepsWaiting)
            waiting.push_back([=, this] { *wanted ? done(LogPage{makeRecords(1), 0}) : void(++calledOff); });
        else
            done(LogPage{makeRecords(count), std::int64_t(count)});
    }

    void histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t, Wanted,
                   std::function<void(Result<LogHistogram>)> done) override
    {
        ++recordCalls;
        lastFilter = filter;
        done(LogHistogram{
            WallTime(0), WallTime(60), {{Reason::noException, std::vector<std::uint64_t>(buckets, 7)}}, 0, 11, 99});
    }

    LogFilter lastFilter;
    bool keepsWaiting = false;
    std::vector<std::function<void()>> waiting;
    int calledOff = 0;
    std::vector<ListeningProgram> listening() override { return rows; }
    std::vector<ListeningProgram> rows;

    void writeRecords(std::size_t count, quint64 lost) { Q_EMIT recordsWritten(makeRecords(count), lost); }

private:
    static std::vector<StoredRecord> makeRecords(std::size_t count)
    {
        std::vector<StoredRecord> records(count);
        for (std::size_t i = 0; i < count; ++i) {
            records[i].id = std::int64_t(i) + 1;
            records[i].record.protocol = ipproto::esp;
        }
        return records;
    }

    Settings m_settings;
    std::uint64_t m_serial = 1;
};

}  // namespace parapet
