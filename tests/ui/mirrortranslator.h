// SPDX-License-Identifier: GPL-2.0-or-later
// MirrorTranslator: a language that is written from right to left, to find what does not turn round with it. Each Latin
// letter has a Hebrew one, so that no two mnemonics become the same. Values stand in isolates (Unicode UAX #9), as a
// real translation of this kind must have them: "/var/log" would become "var/log/".
#pragma once

#include <QTranslator>

namespace parapet {

class MirrorTranslator : public QTranslator {
public:
    bool isEmpty() const override { return false; }

    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        if (text == QLatin1String("QT_LAYOUT_DIRECTION"))  // what Qt asks a language for
            return QStringLiteral("RTL");
        QString mirrored;
        for (const QChar letter : text) {
            const QChar small = letter.toLower();
            if (mirrored.endsWith(QLatin1Char('%')))
                finishPlaceholder(mirrored, letter);
            else if (small >= QLatin1Char('a') && small <= QLatin1Char('z'))
                mirrored += QChar(u'\u05d0' + small.unicode() - u'a');
            else
                mirrored += letter;
        }
        return mirrored;
    }

private:
    static void finishPlaceholder(QString &text, QChar last)
    {
        text.chop(1);
        text += QStringLiteral("\u2068%") + last + QStringLiteral("\u2069");
    }
};

}  // namespace parapet
