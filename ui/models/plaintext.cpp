// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/plaintext.h"

#include <QCoreApplication>

#include <string>

namespace parapet {

namespace {

bool reordersText(QChar c)
{
    const char16_t code = c.unicode();
    return (code >= u'\u202a' && code <= u'\u202e') || (code >= u'\u2066' && code <= u'\u2069');
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

QString toolTipText(const QString &text)
{
    const QString lines = text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
    return text.isEmpty() ? text : QStringLiteral("<qt>%1</qt>").arg(lines);
}

QString engineSentence(std::string_view english)
{
    if (english.empty())  // a translation of nothing is not nothing: it is the header of the file
        return {};
    const std::string terminated(english);
    return QCoreApplication::translate("Engine", terminated.c_str());
}

}  // namespace parapet
