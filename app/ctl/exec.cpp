// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/exec.h"

#include "app/ctl/plaintext.h"
#include "app/ctl/script.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace parapet::ctl {

namespace {

constexpr std::size_t scriptLength = 64UL * 1024 * 1024;  // bytes; a full list of programs needs less

struct Close {
    void operator()(FILE *file) const
    {
        if (file != stdin)
            std::fclose(file);
    }
};

Error cannotRead(const std::string &path)
{
    return {ErrorKind::io, "The file " + plain(path) + " cannot be read: " + std::strerror(errno) + "."};
}

Result<std::string> readFile(const std::string &path)
{
    const std::unique_ptr<FILE, Close> file(path == "-" ? stdin : std::fopen(path.c_str(), "re"));
    if (!file)
        return cannotRead(path);
    std::string text;
    char block[64 * 1024];
    for (std::size_t length = 0; (length = std::fread(block, 1, sizeof block, file.get())) > 0;) {
        text.append(block, length);
        if (text.size() > scriptLength)
            return Error{ErrorKind::invalid, "The file " + plain(path) + " is larger than 64 MB, which no script is."};
    }
    if (std::ferror(file.get()))
        return cannotRead(path);
    return text;
}

}  // namespace

Result<Answer> exec(const Invocation &invocation, const Snapshot &snapshot)
{
    const Result<std::string> script = readFile(std::string(invocation.value("file")));
    if (!script)
        return script.error();
    return runScript(*script, snapshot);
}

}  // namespace parapet::ctl
