// SPDX-License-Identifier: GPL-2.0-or-later
// MirrorTranslator: a language that is written from right to left, to find what does not turn round with it. Each Latin
// letter has a Hebrew one, so that no two mnemonics become the same.
#pragma once

#include <QTranslator>

namespace parapet {

class MirrorTranslator : public QTranslator {
public:
    bool isEmpty() const override { return false; }

    QString translate(const char *, const char *source, const char *, int) const override
    {
        QString text = QString::fromUtf8(source);
        if (text == QLatin1String("QT_LAYOUT_DIRECTION"))  // what Qt asks a language for
            return QStringLiteral("RTL");
        for (qsizetype at = 0; at < text.size(); ++at) {
            const QChar letter = text[at].toLower();
            const bool placeholder = at > 0 && text[at - 1] == QLatin1Char('%');
            if (!placeholder && letter >= QLatin1Char('a') && letter <= QLatin1Char('z'))
                text[at] = QChar(u'\u05d0' + letter.unicode() - u'a');
        }
        return text;
    }
};

}  // namespace parapet
