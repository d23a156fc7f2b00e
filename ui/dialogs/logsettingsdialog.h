// SPDX-License-Identifier: GPL-2.0-or-later
// LogSettingsDialog: what goes to pfirewall.log and how large it may grow (XP SP2 "Log Settings"). Deletes itself
// when closed. Where the file is, the helper alone decides: the path is for reading and copying.
#pragma once

#include "engine/model/settings.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace parapet {

class LogSettingsDialog : public QDialog {
    Q_OBJECT

public:
    LogSettingsDialog(const LogSettings &log, const QString &file, QWidget *parent = nullptr);

    LogSettings log() const;

private:
    QWidget *makeOptions();
    QWidget *makeFileOptions();

    QCheckBox *m_dropped;
    QCheckBox *m_connections;
    QLineEdit *m_file;
    QSpinBox *m_size;
};

}  // namespace parapet
