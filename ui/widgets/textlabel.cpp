// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/textlabel.h"

#include <QResizeEvent>

namespace parapet {

TextLabel::TextLabel(const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setText(text);
}

void TextLabel::setBold(bool bold)
{
    QFont heavier = font();
    heavier.setBold(bold);
    setFont(heavier);
}

QSize TextLabel::minimumSizeHint() const
{
    const QSize words = QLabel::minimumSizeHint();
    return {words.width(), qMax(words.height(), heightForWidth(width()))};
}

void TextLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

}  // namespace parapet
