// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/logcommand.h"
#include "app/ctl/run.h"
#include "app/ctl/words.h"

#include <QCoreApplication>

#include <cstdio>
#include <span>

using namespace parapet::ctl;

namespace {

bool write(const std::string &text, FILE *file)
{
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    return std::fflush(file) == 0 && written;
}

int report(const Report &report)
{
    const bool written = write(report.out, stdout);
    write(report.err, stderr);
    return report.exitCode == exitOk && !written ? exitFailed : report.exitCode;
}

}  // namespace

int main(int argc, char *argv[])
{
    const auto words = readWords({argv, static_cast<std::size_t>(argc)});
    if (!words)
        return report({exitSyntax, {}, words.error().text + "\n"});

    // Qt takes options of its own out of the arguments; it is given none.
    int count = argc > 0 ? 1 : 0;
    const QCoreApplication application(count, argv);
    if (!words->empty() && words->front() == "log")
        return runLog(std::span(*words).subspan(1), FirewallProxy());
    return report(run(*words, FirewallProxy(), TerminalSeat()));
}
