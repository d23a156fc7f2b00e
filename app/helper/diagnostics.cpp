// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/diagnostics.h"

#include <QString>
#include <QtGlobal>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#ifdef PARAPET_JOURNAL
#include <spdlog/sinks/systemd_sink.h>
#endif

#include <cstdlib>

namespace parapet {

namespace {

std::shared_ptr<spdlog::logger> makeLogger()
{
#ifdef PARAPET_JOURNAL
    // Set by systemd when standard error is the journal.
    if (std::getenv("JOURNAL_STREAM"))
        return spdlog::systemd_logger_mt("parapetd", "parapetd");
#endif
    auto logger = spdlog::stderr_logger_mt("parapetd");
    logger->set_pattern("%Y-%m-%d %H:%M:%S.%e %n: %l: %v");
    return logger;
}

void fromQt(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    const auto level = type == QtDebugMsg ? spdlog::level::debug
        : type == QtInfoMsg               ? spdlog::level::info
        : type == QtWarningMsg            ? spdlog::level::warn
                                          : spdlog::level::critical;
    spdlog::log(level, "{}", text.toStdString());
}

}  // namespace

void setUpDiagnostics()
{
    spdlog::set_default_logger(makeLogger());
    spdlog::flush_on(spdlog::level::info);
    qInstallMessageHandler(fromQt);
}

}  // namespace parapet
