// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/plaintext.h"

#include "ui/models/enginesentences.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <vector>

namespace parapet {

namespace {

bool reordersText(QChar c)
{
    const char16_t code = c.unicode();
    return (code >= u'\u202a' && code <= u'\u202e') || (code >= u'\u2066' && code <= u'\u2069');
}

struct Sentence {
    const char *english;
    QRegularExpression pattern;
};

// "%1 is damaged: %2." fits whatever has these words around two values.
QRegularExpression patternOf(const char *english)
{
    static const QRegularExpression value(QStringLiteral("%[1-9]"));
    QStringList words = QString::fromUtf8(english).split(value);
    for (QString &part : words)
        part = QRegularExpression::escape(part);
    return QRegularExpression(QRegularExpression::anchoredPattern(words.join(QLatin1String("(.+?)"))),
                              QRegularExpression::DotMatchesEverythingOption);
}

const std::vector<Sentence> &knownSentences()
{
    static const std::vector<Sentence> known = [] {
        std::vector<Sentence> list;
        for (const char *english : engineSentences())
            list.push_back({english, patternOf(english)});
        return list;
    }();
    return known;
}

// All at once: a value may hold a "%1" of its own.
QString filled(const QString &text, const QStringList &values)
{
    QString result;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const qsizetype number = text[at] == QLatin1Char('%') && at + 1 < text.size() ? text[at + 1].digitValue() : -1;
        const bool known = number >= 1 && number <= values.size();
        result += known ? values[number - 1] : QString(text[at]);
        at += known ? 1 : 0;
    }
    return result;
}

}  // namespace

QString plainLine(std::string_view utf8)
{
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    for (QChar &c : text) {
        if (reordersText(c))
            c = QChar::ReplacementCharacter;
        else if (c.category() == QChar::Other_Control)
            c = QLatin1Char(' ');
    }
    return text.simplified();
}

QString shortLine(const QString &line, qsizetype most)
{
    if (line.size() <= most)
        return line;
    const qsizetype end = (most - 1) / 2;
    return line.left(most - 1 - end) + QChar(0x2026) + line.right(end);
}

QString toolTipText(const QString &text)
{
    const QString lines = text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
    return text.isEmpty() ? text : QStringLiteral("<qt>%1</qt>").arg(lines);
}

QString engineSentence(std::string_view english)
{
    const QString sentence = QString::fromUtf8(english.data(), static_cast<qsizetype>(english.size()));
    for (const Sentence &known : knownSentences()) {
        const QRegularExpressionMatch match = known.pattern.match(sentence);
        if (!match.hasMatch())
            continue;
        QStringList values = match.capturedTexts().mid(1);
        for (QString &value : values)  // it may be a sentence itself: why something failed
            value = engineSentence(value.toStdString());
        return filled(QCoreApplication::translate("Engine", known.english), values);
    }
    return sentence;
}

}  // namespace parapet
