// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/dialogs/alertdetails.h"

#include "ui/models/alertwords.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/textlabel.h"

#include <QFormLayout>
#include <QVBoxLayout>

namespace parapet {

AlertDetails::AlertDetails(const Alert &alert, QWidget *parent) : QFrame(parent), m_form(new QFormLayout(this))
{
    setFrameShape(StyledPanel);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    addLine(tr("Path:"), AlertWords::identity(alert.process));
    if (const QString interpreter = AlertWords::interpreter(alert.process); !interpreter.isEmpty())
        addLine(tr("Run by:"), interpreter);
    addLine(tr("Process:"), QString::number(alert.process.pid));
    addLine(tr("Ports:"), AlertWords::ports(alert));
    addLine(tr("User:"), plainLine(alert.user));
    addLine(tr("Unit:"), plainLine(alert.process.unit));
    addLine(tr("Package:"), plainLine(alert.package));
    addKnocks(alert);
    if (const QString warning = AlertWords::warning(alert.process); !warning.isEmpty())
        m_form->addRow(new TextLabel(warning));
}

void AlertDetails::addLine(const QString &label, const QString &line)
{
    auto *value = new ElidedLabel(60);
    value->setLine(AlertWords::orUnknown(line));
    m_form->addRow(label, value);
}

void AlertDetails::addKnocks(const Alert &alert)
{
    QString label = tr("Has just knocked:");
    for (const Knock &knock : alert.knocks) {
        addLine(label, AlertWords::knock(knock));
        label.clear();
    }
    if (alert.knocks.empty())
        addLine(label, tr("Nobody"));
}

}  // namespace parapet
