// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/model/checks.h"

#include "engine/base/limits.h"
#include "engine/model/utf8.h"

#include <optional>

namespace parapet {

namespace {

bool isControl(char32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

// A name must stay on its own line of a list, a log or a terminal.
bool isLineBreak(char32_t code)
{
    return code == 0x2028 || code == 0x2029;
}

// Embeddings, overrides and isolates (UAX 9): with them a name could show text in an order that is not its own, and
// reorder what stands beside it. The plain marks U+200E and U+200F stay allowed, honest names need them.
bool changesWritingDirection(char32_t code)
{
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

// White space of Unicode, and what shows nothing at all: a row of these alone cannot be seen in a list.
bool isBlank(char32_t code)
{
    return code == ' ' || code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200f) || code == 0x202f
        || (code >= 0x205f && code <= 0x2064) || code == 0x3000 || code == 0xfeff;
}

// What is wrong with text that stands on one line, as the end of a sentence; empty if nothing is.
std::string fault(std::string_view text, std::size_t longest)
{
    std::size_t length = 0;
    bool visible = false;
    while (!text.empty()) {
        const auto code = takeCodePoint(text);
        if (!code)
            return "must be valid UTF-8 text.";
        if (isControl(*code) || isLineBreak(*code))
            return "must not contain line breaks or other control characters.";
        if (changesWritingDirection(*code))
            return "must not contain characters that change the direction of writing.";
        if (++length > longest)
            return "must not be longer than " + std::to_string(longest) + " characters.";
        visible = visible || !isBlank(*code);
    }
    return visible ? "" : "must not be empty.";
}

std::string about(std::string_view field, const std::string &fault)
{
    return fault.empty() ? fault : std::string(field) + " " + fault;
}

// "/usr/bin/program": no part of it is empty, "." or "..".
bool isPlainPath(std::string_view path)
{
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        const std::string_view part = path.substr(0, path.find('/'));
        if (part.empty() || part == "." || part == "..")
            return false;
        path.remove_prefix(part.size());
    }
    return true;
}

// "flatpak:org.example.Chat", "snap:chat"
bool isApplication(std::string_view key)
{
    const std::size_t colon = key.find(':');
    const std::string_view kind = key.substr(0, colon), id = colon == key.npos ? "" : key.substr(colon + 1);
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    return (kind == "flatpak" || kind == "snap") && !id.empty() && id.size() <= limits::applicationIdLength
        && id.find_first_not_of(allowed) == id.npos && id.front() != '.' && id.front() != '-';
}

constexpr std::string_view logSuffix = ".log";

}  // namespace

std::string problemWithName(std::string_view name)
{
    return about("The name", fault(name, limits::exceptionNameLength));
}

std::string nameOf(std::string_view text)
{
    std::string name;
    for (std::size_t length = 0; !text.empty() && length < limits::exceptionNameLength; ++length) {
        std::string_view rest = text;
        const auto code = takeCodePoint(rest);
        const bool allowed = code && !isControl(*code) && !isLineBreak(*code) && !changesWritingDirection(*code);
        name += allowed ? text.substr(0, text.size() - rest.size()) : "?";
        text = code ? rest : text.substr(1);
    }
    return problemWithName(name).empty() ? name : "?";
}

std::string problemWithConnection(std::string_view id)
{
    return about("The connection", fault(id, limits::exceptionNameLength));
}

std::string problemWithProgram(std::string_view path)
{
    if (const std::string wrong = fault(path, limits::programPathLength); !wrong.empty())
        return about("The path of the program", wrong);
    if (isApplication(path))
        return {};
    if (!path.starts_with('/'))
        return "The program must be named by its whole path, such as /usr/bin/program.";
    if (!isPlainPath(path))
        return "The path of the program must be plain: no empty part, no \".\" and no \"..\" in it.";
    return {};
}

std::string problemWithPort(long long port)
{
    return port >= 1 && port <= 65535 ? "" : "The port number must be between 1 and 65535.";
}

std::string problemWithLogSize(long long kilobytes)
{
    if (kilobytes >= limits::logSizeMinKb && kilobytes <= limits::logSizeMaxKb)
        return "";
    return "The size limit of the log must be between " + std::to_string(limits::logSizeMinKb) + " and "
        + std::to_string(limits::logSizeMaxKb) + " KB.";
}

namespace {

std::string_view lastNameOf(std::string_view path)
{
    return path.substr(path.rfind('/') + 1);
}

// No name on the way means anything else than itself.
bool isStraight(std::string_view path)
{
    if (!path.starts_with('/'))
        return true;
    for (std::size_t at = 0; at != std::string_view::npos;) {
        path.remove_prefix(at + 1);
        at = path.find('/');
        const std::string_view name = path.substr(0, at);
        if (name.empty() || name == "." || name == "..")
            return false;
    }
    return true;
}

}  // namespace

// Whether the folder of a path is allowed is the helper's to say.
std::string problemWithLogFile(std::string_view name)
{
    if (const std::string wrong = fault(name, name.size()); !wrong.empty())
        return about("The name of the log file", wrong);
    if (name.size() > limits::programPathLength || lastNameOf(name).size() > limits::logFileNameLength)
        return "The name of the log file must not be longer than " + std::to_string(limits::logFileNameLength)
            + " bytes.";
    if (!name.starts_with('/') && name.find('/') != std::string_view::npos)
        return "The log file must be in the folder of the security log; give a name without a folder.";
    if (!isStraight(name))
        return "The path of the log file must not contain \".\", \"..\" or an empty name.";
    const std::string_view last = lastNameOf(name);
    if (last.starts_with('.') || !last.ends_with(logSuffix) || last.size() == logSuffix.size())
        return "The name of the log file must end in .log and must not begin with a dot.";
    return {};
}

}  // namespace parapet
