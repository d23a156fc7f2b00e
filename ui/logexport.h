// SPDX-License-Identifier: GPL-2.0-or-later
// LogExport: asks for the file and its format, writes what fits the filter into it with a progress bar and Cancel, and tells
// when it cannot. Belongs to the window that began it and deletes itself at the end. GUI thread only.
#pragma once

#include "ui/models/logexporter.h"

#include <QPointer>
#include <QWidget>

class QProgressDialog;

namespace parapet {

class LogExport final : public QObject {
    Q_OBJECT

public:
    // The client must outlive the window.
    LogExport(FirewallClient &client, const LogFilter &filter, QWidget *window);

private:
    void ask();
    void begin(const QString &file, int format);
    void finish(const QString &problem);

    FirewallClient &m_client;
    const LogFilter m_filter;
    QWidget *m_window;
    QPointer<QProgressDialog> m_progress;
};

}  // namespace parapet
