// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/logcommand.h"

#include "app/ctl/logprinter.h"
#include "app/ctl/run.h"
#include "app/ipc/wire.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusServiceWatcher>

#include <algorithm>
#include <memory>
#include <unistd.h>
#include <utility>
#include <vector>

namespace parapet::ctl {

namespace {

// The history comes newest first and is printed oldest first: pages are put down in a file without a name, and taken from
// there in the other order.
class Backwards {
public:
    explicit Backwards(FILE *file) : m_file(file) { }

    bool put(const std::string &text)
    {
        m_sizes.push_back(text.size());
        return m_file && std::fwrite(text.data(), 1, text.size(), m_file.get()) == text.size();
    }
    // The last that was put and not taken; false: none.
    bool take(std::string &text)
    {
        if (m_sizes.empty())
            return false;
        text.resize(m_sizes.back());
        m_sizes.pop_back();
        std::fseek(m_file.get(), m_end - long(text.size()), SEEK_SET);
        m_end -= long(text.size());
        return std::fread(text.data(), 1, text.size(), m_file.get()) == text.size();
    }
    bool finish()
    {
        m_end = m_file ? std::ftell(m_file.get()) : 0;
        return m_file && std::fflush(m_file.get()) == 0;
    }

private:
    struct Close {
        void operator()(FILE *file) const { std::fclose(file); }
    };
    std::unique_ptr<FILE, Close> m_file;
    std::vector<std::size_t> m_sizes;
    long m_end = 0;
};

}  // namespace

LogCommand::LogCommand(LogRequest request, const FirewallProxy &firewall, FILE *out, FILE *err)
    : m_request(std::move(request)), m_firewall(firewall), m_out(out), m_err(err)
{
}

int LogCommand::run()
{
    // First, so that nothing is missed between the history and what follows.
    if (m_request.follow) {
        if (const Outcome watched = m_firewall.watchRecords(); !watched)
            return fail(watched.error());
    }
    if (!print(headerOf(m_request.format)))
        return exitFailed;
    const Result<bool> printed = printHistory();
    if (!printed)
        return fail(printed.error());
    if (!*printed)
        return exitFailed;
    return m_request.follow ? follow() : exitOk;
}

// False: nobody reads.
Result<bool> LogCommand::printHistory()
{
    Backwards lines(std::tmpfile());
    std::uint64_t left = m_request.count;
    std::int64_t before = 0;
    do {
        const std::size_t wanted =
            m_request.count == 0 ? limits::logRowsPerCall : std::min(left, std::uint64_t{limits::logRowsPerCall});
        const Result<LogPage> page = m_firewall.records(m_request.filter, before, wanted);
        if (!page)
            return page.error();
        std::string text;
        for (auto record = page->records.rbegin(); record != page->records.rend(); ++record)
            text += lineOf(m_request.format, *record);
        if (!page->records.empty())
            m_last = std::max(m_last, page->records.front().id);
        if (!lines.put(text))
            return Error{ErrorKind::io, "There is no room for the log in the folder of temporary files."};
        left -= std::min(left, std::uint64_t{page->records.size()});
        before = page->next;
        showProgress(before);
    } while (before != 0 && (m_request.count == 0 || left > 0));
    if (!lines.finish())
        return Error{ErrorKind::io, "There is no room for the log in the folder of temporary files."};
    for (std::string text; lines.take(text);) {
        if (!print(text))
            return false;
    }
    return true;
}

// A search by text may take seconds, and says so to a person.
void LogCommand::showProgress(std::int64_t next)
{
    if (m_request.filter.text.empty() || !isatty(fileno(m_err)))
        return;
    m_newest = std::max(m_newest, next);
    if (next == 0)
        std::fputs("\r\033[K", m_err);
    else
        std::fprintf(m_err, "\rSearching: %d %%", int(100 * (m_newest - next) / m_newest));
}

int LogCommand::follow()
{
    QDBusConnection bus = QDBusConnection::systemBus();
    const QString service = QString::fromLatin1(serviceName);
    bus.connect(service, QString::fromLatin1(objectPath), service, QStringLiteral("Records"), this,
                SLOT(recorded(QDBusMessage)));
    QDBusServiceWatcher watcher(service, bus, QDBusServiceWatcher::WatchForRegistration);
    connect(&watcher, &QDBusServiceWatcher::serviceRegistered, this, &LogCommand::serviceCame);
    return QCoreApplication::exec();
}

// After a restart the service knows nobody who follows.
void LogCommand::serviceCame()
{
    if (const Outcome watched = m_firewall.watchRecords(); !watched)
        fail(watched.error());
}

void LogCommand::recorded(const QDBusMessage &signal)
{
    std::string text;
    for (const QVariantMap &map : qdbus_cast<WireRecords>(signal.arguments().value(0))) {
        const auto record = recordFromWire(map);
        if (!record || record->id <= m_last)
            continue;
        m_last = record->id;
        if (matches(m_request.filter, *record))
            text += lineOf(m_request.format, *record);
    }
    if (const qulonglong lost = signal.arguments().value(1).toULongLong())
        std::fprintf(m_err, "%llu records came too fast and are left out here; the history has them.\n", lost);
    if (!print(text))
        QCoreApplication::exit(exitFailed);
}

bool LogCommand::print(const std::string &text)
{
    const bool written = std::fwrite(text.data(), 1, text.size(), m_out) == text.size();
    return std::fflush(m_out) == 0 && written;
}

int LogCommand::fail(const Error &error)
{
    std::fprintf(m_err, "%s\n", error.text.c_str());
    return exitFailed;
}

int runLog(std::span<const std::string> words, const FirewallProxy &firewall)
{
    const Result<LogRequest> request = readLogRequest(words, QDateTime::currentDateTime());
    if (!request) {
        std::fprintf(stderr, "%s\n", request.error().text.c_str());
        return exitSyntax;
    }
    if (request->help)
        return std::fputs(logHelp().c_str(), stdout) < 0 ? exitFailed : exitOk;
    return LogCommand(*request, firewall, stdout, stderr).run();
}

}  // namespace parapet::ctl
