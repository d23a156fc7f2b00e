// SPDX-License-Identifier: GPL-2.0-or-later
// Guard, its second part: what it does about floods (docs/decisions/0013-flood-defence.md).
#include "app/helper/guard.h"
#include "app/helper/programports.h"

#include <QTimer>

namespace parapet {

namespace {

constexpr std::chrono::seconds lookWhileFlooded{1};

}  // namespace

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
