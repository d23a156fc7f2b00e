// SPDX-License-Identifier: GPL-2.0-or-later
// LogSettingsDialog: what goes to the security log, the name of its file and how large it may grow (XP SP2 "Log
// Settings"). The folder is the helper's: only there may it write, and no caller names another. Checks while one types,
// with the message at the field, and stays open until everything is right. Deletes itself when closed.
#pragma once

#include "engine/model/settings.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace parapet {

class FieldProblem;
class TextLabel;

class LogSettingsDialog : public QDialog {
    Q_OBJECT

public:
    // `folders`: in and below which the helper may keep the log (Status::logFolders).
    LogSettingsDialog(const LogSettings &log, const std::vector<std::string> &folders, QWidget *parent = nullptr);

    // Valid once accepted.
    LogSettings log() const;

    void accept() override;

private:
    void take(const LogSettings &log);
    QWidget *makeOptions();
    QWidget *makeFileOptions();
    QLayout *makeFileField();
    void saveAs();
    void takeFile(const QString &path);
    QString folder() const;
    QString fileProblem() const;
    QString sizeProblem() const;
    void check();

    const QStringList m_folders;
    QCheckBox *m_dropped;
    QCheckBox *m_connections;
    QLineEdit *m_file;
    TextLabel *m_folderLine;
    FieldProblem *m_fileProblem;
    QSpinBox *m_size;
    FieldProblem *m_sizeProblem;
};

}  // namespace parapet
