// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/fieldlabel.h"

namespace parapet {

FieldLabel::FieldLabel(const QString &text, QWidget *field, QWidget *parent) : QLabel(text, parent)
{
    setBuddy(field);
    field->setAccessibleName(QString(text).remove(QLatin1Char('&')));
}

}  // namespace parapet
