// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/words.h"

#include "engine/model/utf8.h"

namespace parapet::ctl {

namespace {

bool isUtf8(std::string_view text)
{
    while (takeCodePoint(text)) { }
    return text.empty();
}

}  // namespace

Result<std::vector<std::string>> readWords(std::span<char *const> argv)
{
    std::vector<std::string> words;
    std::size_t length = 0;
    for (const char *argument : argv.subspan(argv.empty() ? 0 : 1)) {
        const std::string &word = words.emplace_back(argument);
        length += word.size();
        if (length > commandLineLength)
            return Error{ErrorKind::invalid,
                         "The command line is longer than " + std::to_string(commandLineLength) + " bytes."};
        if (!isUtf8(word))
            return Error{ErrorKind::invalid,
                         "Argument " + std::to_string(words.size()) + " of the command line is not valid UTF-8 text."};
    }
    return words;
}

}  // namespace parapet::ctl
