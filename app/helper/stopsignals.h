// SPDX-License-Identifier: GPL-2.0-or-later
// StopSignals: SIGTERM and SIGINT as a Qt signal. Make it before any thread starts, so that all threads inherit the mask.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace parapet {

class StopSignals : public QObject {
    Q_OBJECT

public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    void stop();

private:
    int m_file;
    QSocketNotifier *m_notifier;
};

}  // namespace parapet
