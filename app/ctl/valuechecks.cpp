// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/valuechecks.h"

#include "engine/model/checks.h"
#include "engine/model/scope.h"

#include <charconv>

namespace parapet::ctl {

namespace {

// "C:\dir\program.exe", "%ProgramFiles%\program.exe", "\\server\share".
bool isWindowsPath(std::string_view text)
{
    return !text.starts_with('/') && (text.find('\\') != text.npos || (text.size() > 1 && text[1] == ':'));
}

}  // namespace

std::optional<long long> wholeNumber(std::string_view text)
{
    long long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string problemWithPortText(std::string_view text)
{
    return problemWithPort(wholeNumber(text).value_or(0));
}

std::string problemWithAddresses(std::string_view text)
{
    const Result<Scope> scope = Scope::parse(text);
    if (!scope)
        return scope.error().text;
    return scope->kind == Scope::Kind::any ? "For any computer write scope=ALL." : "";
}

std::string problemWithProgramText(std::string_view text)
{
    if (isWindowsPath(text))
        return "This is a path of Windows. Programs of this computer are named by their whole path with slashes, such "
               "as /usr/bin/program.";
    return problemWithProgram(text);
}

std::string problemWithLogSizeText(std::string_view text)
{
    return problemWithLogSize(wholeNumber(text).value_or(0));
}

std::string problemWithInterface(std::string_view text)
{
    return problemWithConnection(text.starts_with(idPrefix) ? text.substr(idPrefix.size()) : text);
}

}  // namespace parapet::ctl
