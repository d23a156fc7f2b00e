// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/rowdelegate.h"

#include "ui/models/rowroles.h"

#include <QApplication>
#include <QPainter>

namespace parapet {

namespace {

int gap(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.averageCharWidth() * 2;
}

// What the text leaves free of its line, at its end.
QRect noteRect(const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const QRect line = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
    const int used = option.fontMetrics.horizontalAdvance(option.text) + gap(option);
    return QStyle::visualRect(option.direction, line, line.adjusted(used, 0, option.rect.right() - line.right(), 0));
}

}  // namespace

QIcon programIcon(const QString &name)
{
    const QIcon any(QStringLiteral(":/icons/program.svg"));
    if (name.isEmpty())
        return any;
    return name.contains(u'/') ? QIcon(name) : QIcon::fromTheme(name, any);
}

void RowDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    if (index.data(Qt::CheckStateRole).isValid())
        CheckDelegate::initStyleOption(option, index);
    else
        QStyledItemDelegate::initStyleOption(option, index);  // no mark to change, and no reason to be dimmed
    const QVariant icon = index.data(IconNameRole);
    if (!icon.isValid())
        return;
    option->icon = programIcon(icon.toString());
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(1, 1) * option->widget->style()->pixelMetric(QStyle::PM_SmallIconSize);
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    CheckDelegate::paint(painter, option, index);
    const QString note = index.data(NoteRole).toString();
    if (note.isEmpty())
        return;
    QStyleOptionViewItem row(option);
    initStyleOption(&row, index);
    const QRect place = noteRect(row);
    const bool selected = row.state & QStyle::State_Selected;
    QColor grey = row.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText);
    if (!(row.state & QStyle::State_Enabled))
        grey = row.palette.color(QPalette::Disabled, QPalette::Text);
    if (selected)
        grey.setAlphaF(0.75F);
    painter->save();
    painter->setPen(grey);
    painter->drawText(place, static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(row.direction, Qt::AlignLeft)),
                      row.fontMetrics.elidedText(note, Qt::ElideRight, place.width()));
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = CheckDelegate::sizeHint(option, index);
    const QString note = index.data(NoteRole).toString();
    return note.isEmpty() ? size : size + QSize(gap(option) + option.fontMetrics.horizontalAdvance(note), 0);
}

}  // namespace parapet
