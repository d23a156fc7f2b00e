// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/linkbutton.h"

#include <QStyleOptionFocusRect>
#include <QStylePainter>

namespace parapet {

namespace {

constexpr int margin = 2;  // room for the frame of the focus
constexpr int flags = Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine;

}  // namespace

LinkButton::LinkButton(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const
{
    return fontMetrics().size(flags, text()) + QSize(2 * margin, 2 * margin);
}

QRect LinkButton::textRect() const
{
    return QStyle::alignedRect(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter, sizeHint(), rect());
}

bool LinkButton::hitButton(const QPoint &place) const
{
    return textRect().contains(place);
}

void LinkButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QFont underlined = font();
    underlined.setUnderline(true);
    painter.setFont(underlined);
    painter.drawItemText(textRect().adjusted(margin, margin, -margin, -margin), flags | Qt::AlignLeft, palette(),
                         isEnabled(), text(), QPalette::Link);
    if (!hasFocus())
        return;
    QStyleOptionFocusRect frame;
    frame.initFrom(this);
    frame.rect = textRect();
    painter.drawPrimitive(QStyle::PE_FrameFocusRect, frame);
}

}  // namespace parapet
