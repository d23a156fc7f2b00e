// SPDX-License-Identifier: GPL-2.0-or-later
#include <QTest>

#include "ui/widgets/markstyle.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOptionButton>

using namespace parapet;

class TestMarkStyle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void marksStandOut_data()
    {
        QTest::addColumn<QStyle::PrimitiveElement>("element");
        QTest::addColumn<bool>("dark");
        QTest::newRow("a check box on a dark background") << QStyle::PE_IndicatorCheckBox << true;
        QTest::newRow("a radio button on a dark background") << QStyle::PE_IndicatorRadioButton << true;
        QTest::newRow("a check box on a light one is as ever") << QStyle::PE_IndicatorCheckBox << false;
        QTest::newRow("a radio button on a light one is as ever") << QStyle::PE_IndicatorRadioButton << false;
    }

    void marksStandOut()
    {
        QFETCH(QStyle::PrimitiveElement, element);
        QFETCH(bool, dark);
        const MarkStyle style(QStyleFactory::create(QStringLiteral("Fusion")));
        const QImage drawn = draw(style, element, dark);
        if (dark)
            QVERIFY(drawn.pixelColor(8, 8).lightness() - background(dark).lightness() >= 40);
        else
            QCOMPARE(drawn, draw(*style.baseStyle(), element, dark));
    }

    void picturesInSelectedRowsKeepTheirColours()
    {
        const MarkStyle style(QStyleFactory::create(QStringLiteral("Fusion")));
        QPixmap green(16, 16);
        green.fill(Qt::green);
        const QStyleOption option;
        const QImage selected = style.generatedIconPixmap(QIcon::Selected, green, &option).toImage();
        const QImage disabled = style.generatedIconPixmap(QIcon::Disabled, green, &option).toImage();
        QCOMPARE(selected.pixelColor(8, 8), QColor(Qt::green));
        QVERIFY(disabled.pixelColor(8, 8) != QColor(Qt::green));
    }

private:
    static QColor background(bool dark) { return dark ? QColor(53, 53, 53) : QColor(239, 239, 239); }
    static QImage draw(const QStyle &style, QStyle::PrimitiveElement element, bool dark)
    {
        QStyleOptionButton option;
        option.rect = QRect(0, 0, 16, 16);
        option.state = QStyle::State_Enabled | QStyle::State_Off;
        option.palette = QPalette(background(dark), background(dark));
        option.palette.setColor(QPalette::Base, dark ? QColor(35, 35, 35) : QColor(Qt::white));
        QImage image(16, 16, QImage::Format_RGB32);
        image.fill(background(dark));
        QPainter painter(&image);
        style.drawPrimitive(element, &option, &painter);
        return image;
    }
};

QTEST_MAIN(TestMarkStyle)
#include "tst_markstyle.moc"
