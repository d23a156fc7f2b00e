// SPDX-License-Identifier: GPL-2.0-or-later
// ProgramDialog: "Add a Program" (xp-reference 1.3): the programs of the applications menu that are no exceptions yet, or
// any other file with Browse. Stays open until the choice can be added. Deletes itself when closed, which also ends the
// reading of the menu.
#pragma once

#include "ui/models/installedprograms.h"
#include "ui/models/programsmodel.h"
#include "ui/models/settingsdraft.h"

#include <QDialog>
#include <QSortFilterProxyModel>

class QLineEdit;
class QTreeView;

namespace parapet {

class FieldProblem;
class ScopeButtonBox;
class TextLabel;

class ProgramDialog : public QDialog {
    Q_OBJECT

public:
    // The draft must outlive it.
    explicit ProgramDialog(const SettingsDraft &draft, QWidget *parent = nullptr);

    // Valid once accepted.
    std::string path() const { return m_chosen.path.toStdString(); }
    ProgramException entry() const { return {m_chosen.name.toStdString(), true, m_scope}; }

    void accept() override;

private:
    void prepareList();
    QLayout *makeSearch();
    QLayout *makeForm();
    void takeInstalled();
    void find(const QString &words);
    void takeSelection();
    void browse();
    void takeFile(const QString &file);
    void select(int row);
    void changeScope();
    QString problem() const;
    QString problemWithFile() const;
    void check();

    const SettingsDraft &m_draft;
    InstalledPrograms m_installed;
    ProgramsModel m_model;
    QSortFilterProxyModel m_found;
    InstalledProgram m_chosen;  // without a path: nothing
    Scope m_scope;
    QLineEdit *m_search;
    QTreeView *m_list;
    TextLabel *m_progress;
    QLineEdit *m_path;
    FieldProblem *m_problem;
    ScopeButtonBox *m_buttons;
};

}  // namespace parapet
