// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/iconlabel.h"

#include <QPainter>

namespace parapet {

IconLabel::IconLabel(const QIcon &icon, qreal lines, QWidget *parent) : QWidget(parent), m_icon(icon), m_lines(lines)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QIcon &icon)
{
    m_icon = icon;
    update();
}

QSize IconLabel::sizeHint() const
{
    const int extent = qRound(fontMetrics().height() * m_lines);
    return {extent, extent};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_icon.paint(&painter, rect(), Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
}

}  // namespace parapet
