// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/editprogramdialog.h"

#include "ui/dialogs/scopedialog.h"
#include "ui/models/exceptionid.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/fieldlabel.h"
#include "ui/widgets/nesteddialog.h"
#include "ui/widgets/scopebuttonbox.h"
#include "ui/widgets/textlabel.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace parapet {

namespace {

QLineEdit *readOnlyField(const QString &text, int characters)
{
    auto *field = new QLineEdit(text);
    field->setReadOnly(true);
    field->setCursorPosition(0);
    field->setMinimumWidth(field->fontMetrics().averageCharWidth() * characters);
    return field;
}

}  // namespace

EditProgramDialog::EditProgramDialog(const SettingsDraft &draft, const std::string &path, QWidget *parent)
    : QDialog(parent), m_entry(draft.profile().programs.at(path))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Edit a Program"));
    layOut(shownName(ProgramPath{path}, m_entry.name), plainLine(path));
    m_entry.name = usableName(ProgramPath{path}, m_entry.name);
}

void EditProgramDialog::layOut(const QString &name, const QString &path)
{
    QLineEdit *nameField = readOnlyField(name, 46), *pathField = readOnlyField(path, 46);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(new FieldLabel(tr("&Name:"), nameField), nameField);
    form->addRow(new FieldLabel(tr("&Path:"), pathField), pathField);

    auto *buttons = new ScopeButtonBox;
    connect(buttons, &ScopeButtonBox::scopeRequested, this, &EditProgramDialog::changeScope);
    connect(buttons, &ScopeButtonBox::accepted, this, &EditProgramDialog::accept);
    connect(buttons, &ScopeButtonBox::rejected, this, &EditProgramDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new TextLabel(tr("You can change for which computers this program is unblocked.")));
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
    buttons->scopeButton()->setFocus();  // the only thing to do here
}

void EditProgramDialog::changeScope()
{
    auto *dialog = new ScopeDialog(m_entry.scope, this);
    connect(dialog, &ScopeDialog::accepted, this, [this, dialog] { m_entry.scope = dialog->scope(); });
    openNested(dialog);
}

}  // namespace parapet
