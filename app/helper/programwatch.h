// SPDX-License-Identifier: GPL-2.0-or-later
// ProgramWatch: who listens, and the Security Alerts about it, put together with the kernel and the threads that they ask.
// Main thread.
#pragma once

#include "app/helper/alerts.h"
#include "app/helper/descriptions.h"
#include "app/helper/listening.h"
#include "app/helper/reach.h"
#include "engine/program/programfiles.h"

#include <QObject>

#include <memory>
#include <string>

namespace parapet {

class ProgramWatch final : public QObject {
    Q_OBJECT

public:
    // firewall, clock and files outlive it.
    ProgramWatch(Firewall &firewall, const Clock &clock, ProgramFiles &files, Acknowledged::Memory memory, Reach reach);
    ~ProgramWatch() override;

    // Looks for the first time. The text says what does not work, if anything: who listens is then not known, or new
    // programs are not noticed.
    std::string start();
    void setReach(Reach reach);

    Listening &listening() { return *m_listening; }
    Alerts &alerts() { return m_alerts; }

private:
    Alerts m_alerts;
    Descriptions m_descriptions;
    std::unique_ptr<Listening> m_listening;  // before the resolver, whose thread speaks to it
    std::unique_ptr<OwnerResolver> m_resolver;
    std::string m_problem;
};

}  // namespace parapet
