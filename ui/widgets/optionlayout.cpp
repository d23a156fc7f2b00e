// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/optionlayout.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/textlabel.h"

#include <QAbstractButton>
#include <QStyle>

namespace parapet {

namespace {

// Columns: icon, mark of level 0, mark of level 1, text.
constexpr int iconColumn = 0, firstMark = 1, columns = 4;

int markWidth(const QWidget *choice)
{
    const QStyle *style = choice->style();
    return style->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, choice)
        + style->pixelMetric(QStyle::PM_RadioButtonLabelSpacing, nullptr, choice);
}

}  // namespace

OptionLayout::OptionLayout()
{
    setColumnStretch(columns - 1, 1);
    setSpacing(0);
}

void OptionLayout::addOption(int level, IconLabel *icon, QAbstractButton *choice, TextLabel *explanation)
{
    const int row = m_nextRow, column = firstMark + level;
    if (icon) {
        addWidget(icon, row, iconColumn, Qt::AlignCenter);
        setColumnMinimumWidth(iconColumn, icon->sizeHint().width() * 5 / 4);
    }
    addWidget(choice, row, column, 1, columns - column);
    addWidget(explanation, row + 1, column + 1, 1, columns - column - 1);
    setColumnMinimumWidth(column, markWidth(choice));
    setRowMinimumHeight(row + 2, choice->fontMetrics().height() * 3 / 4);  // a gap before the next one
    m_nextRow += 3;
    choice->setAccessibleDescription(explanation->text());
}

}  // namespace parapet
