// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/plaintext.h"

#include "engine/model/utf8.h"

#include <QChar>

#include <cstdio>

namespace parapet::ctl {

namespace {

constexpr char32_t zeroWidthNonJoiner = 0x200c;
constexpr char32_t zeroWidthJoiner = 0x200d;

bool isShown(char32_t code)
{
    // Persian and Indic words need these two, and they move nothing.
    if (code == zeroWidthNonJoiner || code == zeroWidthJoiner)
        return true;
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return false;
    default: return true;
    }
}

void appendUnit(std::string &text, unsigned unit)
{
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x", unit & 0xffffU);
    text += escape;
}

void appendEscape(std::string &text, char32_t code)
{
    if (QChar::requiresSurrogates(code)) {
        appendUnit(text, QChar::highSurrogate(code));
        appendUnit(text, QChar::lowSurrogate(code));
    } else {
        appendUnit(text, code);
    }
}

void appendByte(std::string &text, char byte)
{
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned char>(byte));
    text += escape;
}

}  // namespace

std::string plain(std::string_view text)
{
    std::string shown;
    while (!text.empty()) {
        const std::string_view before = text;
        const auto code = takeCodePoint(text);
        if (!code) {
            appendByte(shown, text.front());
            text.remove_prefix(1);
        } else if (isShown(*code)) {
            shown += before.substr(0, before.size() - text.size());
        } else {
            appendEscape(shown, *code);
        }
    }
    return shown;
}

}  // namespace parapet::ctl
