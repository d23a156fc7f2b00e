// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/program/script.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace parapet {

namespace {

// withValue: options that take the next word. noFile: after these, the code is no file. file: options that name it.
struct Interpreter {
    std::string_view name;
    std::string_view withValue, noFile, file;  // words between blanks
};

constexpr std::array interpreters{
    Interpreter{"python", " -W -X --check-hash-based-pycs ", " -c -m ", " "},
    Interpreter{"pypy", " -W -X ", " -c -m ", " "},
    Interpreter{"perl", " ", " -e -E ", " "},
    Interpreter{"ruby", " -I -r -C -x ", " -e ", " "},
    Interpreter{"node", " -r --require --import -C --conditions ", " -e --eval -p --print -i ", " "},
    Interpreter{"nodejs", " -r --require --import -C --conditions ", " -e --eval -p --print -i ", " "},
    Interpreter{"php", " -d -c -S -t ", " -r -R ", " -f "},
    Interpreter{"lua", " -l -e ", " ", " "},
    Interpreter{"bash", " -O +O -o +o --rcfile --init-file ", " -c -s ", " "},
    Interpreter{"dash", " -o +o ", " -c -s ", " "},
    Interpreter{"sh", " -o +o -O +O ", " -c -s ", " "},
    Interpreter{"zsh", " -o +o ", " -c -s ", " "},
    Interpreter{"ksh", " -o +o ", " -c -s ", " "},
    Interpreter{"java", " -cp -classpath --class-path -p --module-path --add-modules ", " -m --module ", " -jar "},
    Interpreter{"mono", " ", " ", " "},
    Interpreter{"dotnet", " ", " ", " "},
    Interpreter{"tclsh", " ", " ", " "},
    Interpreter{"wish", " ", " ", " "},
    Interpreter{"guile", " -L -C -l -x ", " -c ", " -s "},
    Interpreter{"systemd-socket-activate", " -l --listen -E --setenv --fdname ", " ", " "},
};

bool isVersion(std::string_view text)
{
    return std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) || c == '.' || c == '-'; });
}

// "python3.11" is python, "perl5.36.0" is perl; "shred" is not sh.
const Interpreter *find(std::string_view fileName)
{
    const auto found = std::ranges::find_if(interpreters, [&](const Interpreter &each) {
        return fileName.starts_with(each.name) && isVersion(fileName.substr(each.name.size()));
    });
    return found != interpreters.end() ? found : nullptr;
}

bool isOneOf(std::string_view words, std::string_view word)
{
    return words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

}  // namespace

bool isInterpreter(std::string_view fileName)
{
    return find(fileName) != nullptr;
}

std::optional<std::string> scriptOf(std::string_view fileName, const std::vector<std::string> &arguments)
{
    const Interpreter *interpreter = find(fileName);
    if (!interpreter)
        return std::nullopt;
    for (std::size_t at = 1; at < arguments.size(); ++at) {
        const std::string &word = arguments[at];
        const bool hasNext = at + 1 < arguments.size();
        if (word.empty() || isOneOf(interpreter->noFile, word))
            return std::nullopt;
        if (isOneOf(interpreter->file, word) || word == "--")
            return hasNext ? std::optional(arguments[at + 1]) : std::nullopt;
        if (isOneOf(interpreter->withValue, word))
            ++at;
        else if (word.front() != '-' && word.front() != '+')
            // A class of Java is no file.
            return interpreter->name == "java" ? std::nullopt : std::optional(word);
        else if (word == "-")
            return std::nullopt;  // standard input
    }
    return std::nullopt;
}

}  // namespace parapet
