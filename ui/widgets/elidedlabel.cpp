// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/elidedlabel.h"

#include "ui/models/plaintext.h"

#include <QStylePainter>

namespace parapet {

namespace {

// A tool tip as wide as the screen is none: it may be broken anywhere.
QString breakable(QString line)
{
    constexpr qsizetype width = 60;
    for (qsizetype at = line.size() - line.size() % width; at > 0; at -= width)
        line.insert(at, QChar(0x200b));
    return line;
}

}  // namespace

ElidedLabel::ElidedLabel(int characters, QWidget *parent) : QLabel(parent), m_characters(characters)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setLine(const QString &line)
{
    setText(line);
    updateGeometry();
    showToolTip();
}

QString ElidedLabel::fitting() const
{
    return fontMetrics().elidedText(text(), Qt::ElideMiddle, contentsRect().width());
}

bool ElidedLabel::isElided() const
{
    return fitting() != text();
}

QSize ElidedLabel::sizeHint() const
{
    const int most = fontMetrics().averageCharWidth() * m_characters;
    return {qMin(most, fontMetrics().horizontalAdvance(text()) + 1), fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), fontMetrics().averageCharWidth() * 12), fontMetrics().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    showToolTip();
}

void ElidedLabel::showToolTip()
{
    setToolTip(isElided() ? toolTipText(breakable(text())) : QString());
}

// A path stays a path in a right-to-left window: its own direction counts for the text, the window's for the side.
void ElidedLabel::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
    const QString line = fitting();
    painter.setLayoutDirection(line.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    painter.drawText(contentsRect(), static_cast<int>(side | Qt::AlignAbsolute | Qt::TextSingleLine), line);
}

}  // namespace parapet
