// SPDX-License-Identifier: GPL-2.0-or-later
// Guard, its second part: the rules in the kernel, when they change, and what is done about floods
// (docs/decisions/0013-flood-defence.md).
#include "app/helper/guard.h"
#include "app/helper/programports.h"
#include "engine/model/checks.h"

#include <QTimer>

namespace parapet {

namespace {

constexpr std::chrono::seconds lookWhileFlooded{1};

std::vector<std::string> programKeys(const Profile &profile)
{
    std::vector<std::string> keys;
    for (const auto &[key, exception] : profile.programs)
        keys.push_back(key);
    return keys;
}

}  // namespace

// The same settings on other interfaces.
void Guard::follow()
{
    if (!m_engine)
        return;
    if (Outcome enforced = enforce(m_settings); !enforced)
        notice("The rules could not follow a change of the network: " + enforced.error().text);
}

// Another tool that flushes all rulesets (`nft -f /etc/nftables.conf` begins so) takes ours away, too.
void Guard::rulesChanged(const QString &by)
{
    if (m_programs)
        m_programs->listening().lookAtPublished();
    m_otherFirewalls.lookSoon();
    if (!m_engine || m_rules.areOurs())
        return;
    Outcome restored = m_rules.beginAgain();
    if (restored)
        restored = putRules(*policyOf(m_settings), m_settings.log);
    if (m_programs)
        spareProgramPorts();
    const std::string who = by.isEmpty() ? "Another program" : "Another program (" + nameOf(by.toStdString()) + ")";
    if (restored)
        notice(who + " changed or removed the rules of the firewall. They were put back within a second.");
    else
        notice(who + " changed or removed the rules of the firewall, and they could not be put back: "
               + restored.error().text);
}

Outcome Guard::putRules(const Policy &policy, const LogSettings &log)
{
    return m_rules.enforce(policy, m_configuration.timeouts, log.successfulConnections);
}

// Kernel first: what comes in between is judged by the former policy and then judged again.
Outcome Guard::enforce(const Settings &settings)
{
    const auto policy = policyOf(settings);
    if (Outcome applied = putRules(*policy, settings.log); !applied)
        return applied;
    followPrograms(settings);
    m_engine->setPolicy(policy);
    if (m_programs)
        m_programs->setReach(Reach(policy, m_programNames, m_interfaces));
    return Done{};
}

void Guard::followPrograms(const Settings &settings)
{
    m_programFiles.setKeys(programKeys(settings.profile(activeProfile())));
}

// What the engine's thread tells.
Reporter::Target Guard::reporterTarget()
{
    const auto sampled = [this] {
        QMetaObject::invokeMethod(
            this, [this] { m_flood.sampled(); }, Qt::QueuedConnection);
    };
    return {m_ring, [this] { m_recorder->wake(); }, sampled};
}

// The watch does not tell of everything that begins to listen, nor of a socket that goes from hand to hand: while it matters,
// all is looked at again.
void Guard::watchFloods()
{
    auto *look = new QTimer(&m_flood);
    look->setInterval(lookWhileFlooded);
    connect(look, &QTimer::timeout, this, [this] {
        if (m_programs)
            m_programs->listening().refresh();
    });
    connect(&m_flood, &FloodAlert::begun, this, [this, look] {
        look->start();
        Q_EMIT noticed(QString::fromLatin1(FloodAlert::notice));
        Q_EMIT statusChanged();
    });
    connect(&m_flood, &FloodAlert::ended, this, [this, look] {
        look->stop();
        Q_EMIT noticed(QStringLiteral("The flood of packets is over."));
        Q_EMIT statusChanged();
    });
}

// What listens may be dropped by the kernel for a moment longer where this fails; it will be tried with the next change.
void Guard::spareProgramPorts()
{
    const auto ports = programPorts(m_programs->listening().known(), m_settings.profile(activeProfile()));
    if (Outcome spared = m_rules.setProgramPorts(ports); !spared)
        Q_EMIT noticed(QString::fromStdString(spared.error().text));
}

}  // namespace parapet
