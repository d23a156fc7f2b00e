// SPDX-License-Identifier: GPL-2.0-or-later
// The firewall service on the system bus, with calls that wait for the answer. Never starts the service: an
// administrator may have stopped it on purpose.
#pragma once

#include "app/ctl/command.h"
#include "engine/model/inspection.h"
#include "engine/model/listener.h"
#include "engine/model/logfilter.h"
#include "engine/model/newflow.h"

#include <QVariantList>

namespace parapet::ctl {

class FirewallProxy {
public:
    // Settings and status, which anyone may read.
    Result<Snapshot> snapshot() const;
    // What would be decided on the first packet of this flow, now and after these changes, which are not made.
    Result<Foresight> explain(const std::vector<Change> &changes, const NewFlow &flow) const;
    // What fits of the security log, newest first; `before` and the answer's `next` as in the contract.
    Result<LogPage> records(const LogFilter &filter, std::int64_t before, std::size_t count) const;
    // The service sends what it records to this program from now on.
    Outcome watchRecords() const;
    // What only root sees, and who listens: denied without the right to read the log; nobody is asked for a password.
    Result<Inspection> inspect() const;
    Result<std::vector<ListeningProgram>> listening() const;
    // All changes or none; success means that they are in force and saved. A polkit agent may ask for a password.
    Outcome change(const std::vector<Change> &changes) const;

private:
    enum class Asking { allowed, forbidden };  // whether an agent may ask for a password
    Result<QVariantList> call(const QString &method, const QVariantList &arguments, int timeout,
                              Asking asking = Asking::allowed) const;
};

}  // namespace parapet::ctl
