// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/fieldproblem.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>

namespace parapet {

FieldProblem::FieldProblem(QWidget *field, QWidget *parent)
    : QWidget(parent), m_field(field), m_icon(new IconLabel({}, 1.0)), m_text(new TextLabel)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
}

void FieldProblem::tell(const QString &problem)
{
    m_text->setText(problem);
    m_field->setAccessibleDescription(problem);
    m_icon->setIcon(problem.isEmpty() ? QIcon() : QIcon(QStringLiteral(":/icons/shield-warning.svg")));
}

QString FieldProblem::text() const
{
    return m_text->text();
}

}  // namespace parapet
