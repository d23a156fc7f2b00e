// SPDX-License-Identifier: GPL-2.0-or-later
// EditProgramDialog: "Edit a Program" (xp-reference 1.6): name and path can be read, only the scope can be changed.
// Deletes itself when closed.
#pragma once

#include "ui/models/settingsdraft.h"

#include <QDialog>

namespace parapet {

class EditProgramDialog : public QDialog {
    Q_OBJECT

public:
    // The draft must have the program.
    EditProgramDialog(const SettingsDraft &draft, const std::string &path, QWidget *parent = nullptr);

    const ProgramException &entry() const { return m_entry; }

private:
    void layOut(const QString &name, const QString &path);
    void changeScope();

    ProgramException m_entry;
};

}  // namespace parapet
