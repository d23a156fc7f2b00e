// SPDX-License-Identifier: GPL-2.0-or-later
// Firewall: everything that the D-Bus service can offer, behind one interface, so that the service is tested
// without a kernel. Main thread only. Callers are authorised before anything here is called; values that come in
// are model types, already checked for type and range.
#pragma once

#include "engine/base/result.h"
#include "engine/model/change.h"
#include "engine/model/inspection.h"
#include "engine/model/listener.h"
#include "engine/model/logfilter.h"
#include "engine/model/logrecord.h"
#include "engine/model/newflow.h"
#include "engine/model/status.h"

#include <QObject>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace parapet {

class Firewall : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~Firewall() override = default;

    virtual const Settings &settings() const = 0;
    virtual std::uint64_t serial() const = 0;  // grows with every change of the settings
    virtual Status status() const = 0;
    virtual ProfileId activeProfile() const = 0;  // also in status(), which asks the kernel

    // All or nothing; back when it is in force in the kernel and saved. Milliseconds.
    virtual Outcome change(std::span<const Change> changes) = 0;

    // What would be decided on the first packet of this flow, now and after these changes, which are not made.
    virtual Result<Foresight> explain(std::span<const Change> changes, const NewFlow &flow) const = 0;

    // Other firewalls in the kernel and the place of the log; milliseconds, more where others have many rules.
    virtual Inspection inspect() const = 0;

    // The history, newest first (EventSearch tells what comes back). `wanted` becomes false when the caller has left.
    // `done` is called later, once, in the main thread, unless the firewall goes first.
    using Wanted = std::shared_ptr<const std::atomic<bool>>;
    virtual void query(const LogFilter &filter, std::int64_t before, std::size_t count, Wanted wanted,
                       std::function<void(Result<LogPage>)> done) = 0;
    virtual void histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before, Wanted wanted,
                           std::function<void(Result<LogHistogram>)> done) = 0;

    // Who listens on this computer, in no order.
    virtual std::vector<ListeningProgram> listening() = 0;

Q_SIGNALS:
    void settingsChanged(quint64 serial);
    void statusChanged();
    void listeningChanged();  // at most twice a second
    // Oldest first, at most limits::logRowsPerCall at a time and a few times a second; `lost` more came in between.
    void recordsWritten(const std::vector<parapet::StoredRecord> &records, quint64 lost);
};

}  // namespace parapet
