// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/programdialog.h"

#include "ui/dialogs/scopedialog.h"
#include "ui/models/exceptionid.h"
#include "ui/models/plaintext.h"
#include "ui/models/rowroles.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/fieldproblem.h"
#include "ui/widgets/nesteddialog.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/scopebuttonbox.h"
#include "ui/widgets/textlabel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace parapet {

ProgramDialog::ProgramDialog(const SettingsDraft &draft, QWidget *parent)
    : QDialog(parent), m_draft(draft), m_search(new QLineEdit), m_list(new QTreeView), m_progress(new TextLabel),
      m_path(new QLineEdit), m_problem(new FieldProblem(m_path)), m_buttons(new ScopeButtonBox)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add a Program"));
    prepareList();
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new TextLabel(tr("To let others connect to a program, select it below, or click Browse to look "
                                       "for one that is not listed. It is added to the Exceptions list.")));
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addLayout(makeSearch());
    layout->addWidget(new FieldLabel(tr("P&rograms:"), m_list));
    layout->addWidget(m_list, 1);
    layout->addWidget(m_progress);
    layout->addLayout(makeForm());
    layout->addWidget(m_buttons);
    resize(fontMetrics().averageCharWidth() * 64, fontMetrics().height() * 32);
    m_search->setFocus();
    connect(m_buttons, &ScopeButtonBox::scopeRequested, this, &ProgramDialog::changeScope);
    connect(m_buttons, &ScopeButtonBox::accepted, this, &ProgramDialog::accept);
    connect(m_buttons, &ScopeButtonBox::rejected, this, &ProgramDialog::reject);
    connect(&m_installed, &InstalledPrograms::finished, this, &ProgramDialog::takeInstalled);
    check();
}

void ProgramDialog::prepareList()
{
    m_progress->setText(tr("Reading the list of programs..."));
    m_found.setSourceModel(&m_model);
    m_found.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_found.setFilterRole(SearchRole);
    m_found.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_found.setSortLocaleAware(true);
    m_found.sort(0);
    m_list->setModel(&m_found);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setTabKeyNavigation(false);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProgramDialog::takeSelection);
    connect(m_list, &QTreeView::doubleClicked, this, &ProgramDialog::accept);
}

QLayout *ProgramDialog::makeSearch()
{
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &ProgramDialog::find);
    auto *search = new QHBoxLayout;
    search->addWidget(new FieldLabel(tr("&Search:"), m_search));
    search->addWidget(m_search, 1);
    return search;
}

QLayout *ProgramDialog::makeForm()
{
    auto *browse = new QPushButton(tr("&Browse..."));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &ProgramDialog::browse);
    m_path->setReadOnly(true);
    auto *path = new QHBoxLayout;
    path->addWidget(m_path, 1);
    path->addWidget(browse);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(new FieldLabel(tr("&Path:"), m_path), path);
    form->addRow(nullptr, m_problem);
    return form;
}

// What is an exception already is left out; what was browsed for in the meantime stays.
void ProgramDialog::takeInstalled()
{
    std::vector<InstalledProgram> programs = m_installed.programs();
    const InstalledProgram chosen = m_chosen;
    std::erase_if(programs, [this](const InstalledProgram &program) {
        return m_draft.profile().programs.contains(program.path.toStdString());
    });
    m_progress->setText(tr("No programs were found. Click Browse to look for one."));
    m_progress->setVisible(programs.empty());
    m_model.setPrograms(std::move(programs));
    if (!chosen.path.isEmpty())
        takeFile(chosen.path);
}

// Where the chosen row is filtered away, Qt selects its neighbour. A program that nobody chose must not be unblocked.
void ProgramDialog::find(const QString &words)
{
    const QString before = m_chosen.path;
    m_found.setFilterFixedString(words);
    if (m_chosen.path != before)
        m_list->setCurrentIndex({});
}

void ProgramDialog::takeSelection()
{
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    m_chosen = {};
    if (!rows.isEmpty())
        m_chosen = {rows.first().data().toString(), rows.first().data(PathRole).toString(), {}};
    check();
}

void ProgramDialog::browse()
{
    auto *dialog = new QFileDialog(this, tr("Browse"), QStringLiteral("/usr/bin"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ProgramDialog::takeFile);
    openNested(dialog);
}

void ProgramDialog::takeFile(const QString &file)
{
    const QString canonical = QFileInfo(file).canonicalFilePath();
    const InstalledProgram program{
        plainLine(QFileInfo(file).fileName().toStdString()), canonical.isEmpty() ? file : canonical, {}};
    m_search->clear();
    m_list->clearSelection();
    m_chosen = program;
    check();
    if (m_model.row(program.path) < 0 && problem().isEmpty())
        m_model.add(program);
    if (const int row = m_model.row(program.path); row >= 0)
        select(row);
}

void ProgramDialog::select(int row)
{
    const QModelIndex index = m_found.mapFromSource(m_model.index(row));
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void ProgramDialog::changeScope()
{
    auto *dialog = new ScopeDialog(m_scope, this);
    connect(dialog, &ScopeDialog::accepted, this, [this, dialog] { m_scope = dialog->scope(); });
    openNested(dialog);
}

QString ProgramDialog::problem() const
{
    if (m_chosen.path.isEmpty())
        return {};
    const auto &programs = m_draft.profile().programs;
    if (const auto found = programs.find(path()); found != programs.end())
        return tr("This program is on the exceptions list already, as %1.")
            .arg(shownName(ProgramPath{found->first}, found->second.name));
    if (const QString wrong = problemWithFile(); !wrong.isEmpty())
        return wrong;
    return engineSentence(m_draft.problem({SetProgram{m_draft.profileId(), path(), entry()}}));
}

QString ProgramDialog::problemWithFile() const
{
    const QFileInfo file(m_chosen.path);
    if (!file.isFile() || !file.isExecutable())
        return tr("This is not a program. Choose a file that can be run.");
    if (!isIdentifiedByPath(m_chosen.path))
        return tr("This program runs other programs, and an exception for it would hold for all of them. Open the "
                  "port that you need instead.");
    return {};
}

void ProgramDialog::check()
{
    m_path->setText(plainLine(path()));
    m_path->setCursorPosition(0);
    m_problem->tell(problem());
    m_buttons->okButton()->setEnabled(!m_chosen.path.isEmpty());
}

void ProgramDialog::accept()
{
    if (m_chosen.path.isEmpty())
        return;
    check();
    if (problem().isEmpty())
        QDialog::accept();
    else
        m_path->setFocus();
}

}  // namespace parapet
