// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logexporter.h"

#include "engine/model/logexport.h"
#include "engine/model/w3cline.h"
#include "ui/models/plaintext.h"

#include <QPointer>

#include <algorithm>

namespace parapet {

namespace {

constexpr std::size_t portion = 250;  // records; the window stays alive between two

std::string header(LogExporter::Format format)
{
    switch (format) {
    case LogExporter::Format::w3c: return w3cHeader();
    case LogExporter::Format::csv: return csvHeader();
    case LogExporter::Format::json: return {};
    }
    return {};
}

std::string line(LogExporter::Format format, const StoredRecord &record)
{
    switch (format) {
    case LogExporter::Format::w3c: return w3cLine(record.record);
    case LogExporter::Format::csv: return csvLine(record);
    case LogExporter::Format::json: return jsonLine(record);
    }
    return {};
}

}  // namespace

LogExporter::LogExporter(FirewallClient &client, const LogFilter &filter, Format format, const QString &file,
                         QObject *parent)
    : QObject(parent), m_client(client), m_filter(filter), m_format(format), m_file(file), m_climb(client)
{
}

// First between which ids this time is; what is recorded from now on is not in it.
void LogExporter::start()
{
    if (!m_file.open(QIODevice::WriteOnly))
        return fail(m_file.errorString());
    LogFilter time;
    time.from = m_filter.from;
    time.to = m_filter.to;
    m_client.histogram(time, 1, 0, [self = QPointer(this), round = m_round](const Result<LogHistogram> &bounds) {
        if (self && round == self->m_round)
            self->begin(bounds);
    });
}

void LogExporter::cancel()
{
    ++m_round;
    m_climb.stop();
    m_file.cancelWriting();
    m_file.commit();  // closes it
}

void LogExporter::begin(const Result<LogHistogram> &bounds)
{
    if (!bounds)
        return fail(engineSentence(bounds.error().text));
    if (!put(header(m_format)))
        return;
    m_first = bounds->first;
    m_last = bounds->last;
    if (m_first == 0)
        return end();
    m_climb.begin(m_filter, m_first - 1, m_last);
    next();
}

void LogExporter::next()
{
    m_climb.next(portion, [this](const LogClimb::Portion &records) { write(records); });
}

void LogExporter::write(const LogClimb::Portion &records)
{
    if (!records)
        return fail(engineSentence(records.error().text));
    std::string text;
    for (auto record = records->rbegin(); record != records->rend(); ++record)
        text += line(m_format, *record);
    if (!put(text))
        return;
    m_records += records->size();
    if (m_climb.isAtEnd())
        return end();
    const int round = m_round;
    Q_EMIT progressed(static_cast<int>(100 * (m_climb.place() - m_first + 1) / (m_last - m_first + 1)));
    if (round == m_round)  // nobody called it off meanwhile
        next();
}

bool LogExporter::put(const std::string &text)
{
    const auto size = static_cast<qint64>(text.size());
    if (m_file.write(text.data(), size) == size)
        return true;
    fail(m_file.errorString());
    return false;
}

void LogExporter::end()
{
    if (!m_file.commit())
        return fail(m_file.errorString());
    Q_EMIT finished({}, m_records);
}

void LogExporter::fail(const QString &problem)
{
    cancel();
    Q_EMIT finished(tr("%1 could not be written: %2").arg(plainLine(m_file.fileName().toStdString()), problem), 0);
}

}  // namespace parapet
