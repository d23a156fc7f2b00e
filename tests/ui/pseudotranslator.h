// SPDX-License-Identifier: GPL-2.0-or-later
// PseudoTranslator: a language that is 40 % longer than English and has accents, to find what would be cut off.
#pragma once

#include <QTranslator>

namespace parapet {

class PseudoTranslator : public QTranslator {
public:
    bool isEmpty() const override { return false; }

    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        // Letters are enough to make room; a placeholder or a mnemonic must stay as it is.
        const qsizetype more = (text.size() * 2 + 4) / 5;
        return text + QLatin1Char(' ') + QStringLiteral("äußerst ").repeated(more / 8 + 1).left(more).trimmed();
    }
};

}  // namespace parapet
