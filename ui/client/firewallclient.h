// SPDX-License-Identifier: GPL-2.0-or-later
// FirewallClient: what the windows may ask the firewall and hear from it. The windows know nothing of D-Bus;
// app/panel implements this over the bus, tests with a fake. GUI thread only.
#pragma once

#include "engine/base/result.h"
#include "engine/model/change.h"
#include "engine/model/listener.h"
#include "engine/model/logfilter.h"
#include "engine/model/logrecord.h"
#include "engine/model/newflow.h"
#include "engine/model/status.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <vector>

namespace parapet {

class FirewallClient : public QObject {
    Q_OBJECT

public:
    enum class Link {
        connecting,  // nothing known yet
        running,     // settings(), status() and rights() are valid
        notRunning,  // the helper is not on the bus
    };

    using QObject::QObject;
    ~FirewallClient() override = default;

    virtual Link link() const = 0;
    virtual const Settings &settings() const = 0;
    virtual const Status &status() const = 0;
    virtual const Rights &rights() const = 0;
    // Whether controls that change settings are of use at all; a password may still be asked for at OK.
    bool mayChange() const { return link() == Link::running && rights().change != Right::no; }

    // All changes or none. `done` comes later, always, on the GUI thread; success means: in force and saved.
    virtual void change(const std::vector<Change> &changes, std::function<void(Outcome)> done) = 0;

    // What would be decided on the first packet of this flow, now and after these changes, which are not made.
    virtual void explain(const std::vector<Change> &changes, const NewFlow &flow,
                         std::function<void(Result<Foresight>)> done) = 0;

    // At most `count` (1..limits::logRowsPerCall) records that fit, with an id below `before` (0: the newest), newest first.
    // A search may stop early: LogPage::next says where to go on. Not asking again is how it is cancelled.
    virtual void query(const LogFilter &filter, std::int64_t before, int count,
                       std::function<void(Result<LogPage>)> done) = 0;
    // Drops per span of time, and between which ids this time is. It may come in parts too, which are to be added.
    virtual void histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before,
                           std::function<void(Result<LogHistogram>)> done) = 0;
    // Live records by recordsArrived() from now on, or no longer.
    virtual void watchRecords(bool watch, std::function<void(Outcome)> done) = 0;

    // Who listens on this computer. `mayAsk`: a person waits for it and may be asked for a password. From the first call
    // on, listeningChanged() tells when it is worth asking again.
    virtual void listening(bool mayAsk, std::function<void(Result<std::vector<ListeningProgram>>)> done) = 0;

    // Asks the system to start the helper (an administrator's right).
    virtual void startHelper(std::function<void(Outcome)> done) = 0;

Q_SIGNALS:
    void linkChanged();
    void settingsChanged();
    void statusChanged();
    void rightsChanged();
    void listeningChanged();
    // Oldest first. `lost` live records were left out before these (they may still be in the history).
    void recordsArrived(const std::vector<parapet::StoredRecord> &records, std::uint64_t lost);
};

}  // namespace parapet
