// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/layout.h"

#include "app/ctl/plaintext.h"

namespace parapet::ctl {

namespace {

constexpr std::size_t ruleWidth = 67;
constexpr std::size_t keyWidth = 34;

}  // namespace

std::string_view title(ProfileId id)
{
    return id == ProfileId::domain ? "Domain" : "Standard";
}

std::string_view enabledText(bool enabled)
{
    return enabled ? "Enable" : "Disable";
}

std::string_view operationalMode(const Profile &profile)
{
    return enabledText(profile.opmode != Opmode::off);
}

// Off keeps no exception mode of its own: turned on again, exceptions are allowed.
std::string_view exceptionMode(const Profile &profile)
{
    return enabledText(profile.opmode != Opmode::onWithoutExceptions);
}

std::string section(std::string_view title, std::string_view header)
{
    std::string text = "\n" + std::string(title) + ":\n";
    if (!header.empty())
        text += std::string(header) + "\n";
    return text + std::string(ruleWidth, '-') + "\n";
}

std::string field(std::string_view key, std::string_view value)
{
    std::string text(key);
    text.resize(keyWidth, ' ');
    return text + "= " + plain(value) + "\n";
}

std::string row(std::initializer_list<Column> columns)
{
    std::string text;
    std::size_t end = 0;
    for (const Column &column : columns) {
        text += plain(column.text);
        end += column.width;
        if (text.size() < end)
            text.resize(end, ' ');
    }
    return text + "\n";
}

std::string scopeLine(const Scope &scope)
{
    return "       Scope: " + scope.text() + "\n";
}

}  // namespace parapet::ctl
