// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/script.h"

#include "app/ctl/grammar.h"
#include "app/ctl/plaintext.h"
#include "app/ctl/prefix.h"
#include "engine/model/utf8.h"

#include <algorithm>
#include <array>

namespace parapet::ctl {

namespace {

constexpr std::size_t lineLength = 256 * 1024;  // bytes; the longest list of addresses needs 100,000
constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

constexpr std::array<std::string_view, 1> firewall{"firewall"};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

bool isUtf8(std::string_view text)
{
    while (takeCodePoint(text)) { }
    return text.empty();
}

// "netsh firewall set opmode ENABLE", "firewall set ..." and "set ..." are the same here.
std::vector<std::string> commandWords(std::string_view line)
{
    std::vector<std::string> words = scriptWords(line);
    if (!words.empty() && (sameWord(words[0], "netsh") || sameWord(words[0], "netsh.exe")))
        words.erase(words.begin());
    if (!words.empty() && findKeyword(firewall, words[0]))
        words.erase(words.begin());
    if (!words.empty())
        words.insert(words.begin(), std::string(firewall[0]));
    return words;
}

bool isComment(std::string_view line)
{
    const auto first = std::ranges::find_if_not(line, isBlank);
    const std::string_view text(first, line.end());
    const auto end = std::ranges::find_if(text, isBlank);
    return text.starts_with('#') || text.starts_with("::") || sameWord(std::string_view(text.begin(), end), "rem");
}

// What scripts of netsh begin and end with: into the context and out of it.
bool isContext(std::string_view line)
{
    const std::vector<std::string> words = scriptWords(line);
    return (words.size() == 1 && sameWord(words[0], "popd"))
        || (words.size() == 2 && sameWord(words[0], "pushd") && findKeyword(firewall, words[1]));
}

class Script {
public:
    explicit Script(const Snapshot &snapshot) : m_now(snapshot) { }

    Outcome take(std::string_view line)
    {
        if (line.size() > lineLength)
            return Error{ErrorKind::invalid, "The line is longer than " + std::to_string(lineLength) + " bytes."};
        if (!isUtf8(line))
            return Error{ErrorKind::invalid, "The line is not valid UTF-8 text."};
        const std::vector<std::string> words =
            isComment(line) || isContext(line) ? std::vector<std::string>() : commandWords(line);
        if (words.empty())
            return Done{};
        const auto request = parse(words);
        if (!request)
            return request.error();
        if (const auto *help = std::get_if<Help>(&*request)) {
            m_text += help->text;
            return Done{};
        }
        return make(std::get<Invocation>(*request));
    }

    Answer finish(const Settings &before)
    {
        std::vector<Change> changes = difference(before, m_now.settings);
        if (m_changed && changes.empty())
            m_text += doneText;
        return {std::move(changes), std::move(m_text)};
    }

private:
    Outcome make(const Invocation &invocation)
    {
        Result<Answer> answer = invocation.command->handler(invocation, m_now);
        if (!answer)
            return answer.error();
        if (answer->changes.empty() && answer->text != doneText)
            m_text += answer->text;
        m_changed = m_changed || !answer->changes.empty() || answer->text == doneText;
        Result<Settings> settings = parapet::apply(std::move(m_now.settings), answer->changes);
        if (!settings)
            return settings.error();
        m_now.settings = *std::move(settings);
        return Done{};
    }

    Snapshot m_now;
    std::string m_text;
    bool m_changed = false;
};

Error inLine(int number, std::string_view line, const Error &error)
{
    constexpr std::size_t shown = 200;
    while (!line.empty() && isBlank(line.back()))
        line.remove_suffix(1);
    const std::string text = plain(line.substr(0, shown)) + (line.size() > shown ? "..." : "");
    return {error.kind,
            "Line " + std::to_string(number) + ": " + text + "\n" + error.text
                + "\n\nThe script was stopped there. Nothing was changed."};
}

}  // namespace

std::vector<std::string> scriptWords(std::string_view line)
{
    std::vector<std::string> words;
    bool inQuotes = false;
    bool inWord = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (!inQuotes && isBlank(line[i])) {
            inWord = false;
            continue;
        }
        if (!inWord)
            words.emplace_back();
        inWord = true;
        if (line[i] != '"') {
            words.back() += line[i];
        } else if (inQuotes && line.substr(i + 1).starts_with('"')) {
            words.back() += '"';
            ++i;
        } else {
            inQuotes = !inQuotes;
        }
    }
    return words;
}

std::string quotedWord(std::string_view text)
{
    std::string value = "\"";
    for (const char c : text)
        value.append(c == '"' ? 2 : 1, c);
    return value + "\"";
}

Result<Answer> runScript(std::string_view script, const Snapshot &snapshot)
{
    if (script.starts_with(byteOrderMark))
        script.remove_prefix(byteOrderMark.size());
    Script state(snapshot);
    for (int number = 1; !script.empty(); ++number) {
        const std::string_view line = script.substr(0, script.find('\n'));
        if (const Outcome taken = state.take(line); !taken)
            return inLine(number, line, taken.error());
        script.remove_prefix(std::min(line.size() + 1, script.size()));
    }
    return state.finish(snapshot.settings);
}

}  // namespace parapet::ctl
