// SPDX-License-Identifier: GPL-2.0-or-later
// AlertClient: the questions of the Security Alert, and the way of their answers. The windows know nothing of D-Bus;
// app/panel implements this over the bus, tests with a fake. GUI thread only.
#pragma once

#include "engine/base/result.h"
#include "engine/model/alert.h"

#include <QObject>

#include <cstdint>
#include <functional>

namespace parapet {

class AlertClient : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~AlertClient() override = default;

    // From now on (or no longer) questions come by raised(); first those that wait already. Holds beyond a restart of the
    // helper.
    virtual void watch(bool watch) = 0;

    // `scope` counts for AlertAnswer::unblock. `done` comes later, always, on the GUI thread; success means: in force and
    // saved. denied: the right is missing, or the question is not (or no longer) ours; notFound: nobody is there to answer.
    virtual void answer(std::uint64_t id, AlertAnswer answer, const Scope &scope,
                        std::function<void(Outcome)> done) = 0;

Q_SIGNALS:
    // A question, or, with an id that was raised before, what has become of it (somebody knocked).
    void raised(const parapet::Alert &alert);
    // It needs no answer any more: another gave it, the settings say something of the program now, or the helper is gone.
    void gone(std::uint64_t id);
};

}  // namespace parapet
