// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/widgets/markstyle.h"

#include <QStyleOptionButton>

namespace parapet {

namespace {

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

// A third of the way from the background to the text.
QColor between(const QColor &background, const QColor &text)
{
    const auto mix = [](int from, int to) { return from + (to - from) / 3; };
    return {mix(background.red(), text.red()), mix(background.green(), text.green()),
            mix(background.blue(), text.blue())};
}

}  // namespace

void MarkStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const bool mark = element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton;
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!mark || !button || !isDark(option->palette))
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    QStyleOptionButton visible(*button);
    const QPalette &palette = option->palette;
    visible.palette.setColor(QPalette::Base, between(palette.color(QPalette::Window), palette.color(QPalette::Text)));
    QProxyStyle::drawPrimitive(element, &visible, painter, widget);
}

QPixmap MarkStyle::generatedIconPixmap(QIcon::Mode mode, const QPixmap &pixmap, const QStyleOption *option) const
{
    return mode == QIcon::Selected ? pixmap : QProxyStyle::generatedIconPixmap(mode, pixmap, option);
}

}  // namespace parapet
