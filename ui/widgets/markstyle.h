// SPDX-License-Identifier: GPL-2.0-or-later
// MarkStyle: the desktop's style, with check boxes and radio buttons that can be seen on dark backgrounds too. Fusion
// draws them in the colour of edit fields with a darker edge: nothing stands out where all of it is nearly black.
// Small pictures keep their colours in selected rows; in the colour of the selection they would vanish. The application
// owns it.
#pragma once

#include <QProxyStyle>

namespace parapet {

class MarkStyle : public QProxyStyle {
    Q_OBJECT

public:
    using QProxyStyle::QProxyStyle;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    QPixmap generatedIconPixmap(QIcon::Mode mode, const QPixmap &pixmap, const QStyleOption *option) const override;
};

}  // namespace parapet
