// SPDX-License-Identifier: GPL-2.0-or-later
// FloodAlert: one word to the user when a flood begins, and one when it is over, however many packets come. It hears of the
// samples that the kernel tells of (docs/decisions/0013-flood-defence.md). Main thread.
#pragma once

#include "engine/base/clock.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace parapet {

class FloodAlert final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds provesItself{2};  // a scan of all ports is over by then
    static constexpr std::chrono::seconds over{20};         // without a sample

    static const char *const notice;

    explicit FloodAlert(const Clock &clock, std::chrono::milliseconds overAfter = over, QObject *parent = nullptr);

    void sampled();
    bool lasts() const { return m_lasts; }

Q_SIGNALS:
    void begun();
    void ended();

private:
    void end();

    const Clock &m_clock;
    QTimer m_quiet;
    SteadyTime m_first{};  // sample of those that come now; meaningful while m_quiet runs
    bool m_lasts = false;
};

}  // namespace parapet
