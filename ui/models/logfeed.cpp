// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/logfeed.h"

#include <QPointer>

namespace parapet {

LogFeed::LogFeed(FirewallClient &client, LogModel &model, QObject *parent)
    : QObject(parent), m_client(client), m_model(model)
{
    connect(&client, &FirewallClient::recordsArrived, this, &LogFeed::take);
    connect(&client, &FirewallClient::linkChanged, this, &LogFeed::followLink);
    connect(&model, &LogModel::olderWanted, this, &LogFeed::fetchOlder);
}

LogFeed::~LogFeed()
{
    m_client.watchRecords(false, [](const Outcome &) {});
}

// First watch, then read: nothing falls between the two (the model drops doubles), and a user who has to
// authenticate is asked once.
void LogFeed::start()
{
    const int round = ++m_round;
    m_model.clear();
    m_waiting.clear();
    m_refusal.reset();
    m_leftOut = 0;
    m_loading = true;
    const QPointer<LogFeed> self(this);
    m_client.watchRecords(true, [self, round](const Outcome &outcome) {
        if (!self || round != self->m_round)
            return;
        if (outcome)
            self->readHistory();
        else
            self->refuse(outcome.error());
    });
    Q_EMIT changed();
}

void LogFeed::readHistory()
{
    const QPointer<LogFeed> self(this);
    m_client.records(0, page, [self, round = m_round](const Result<std::vector<StoredRecord>> &records) {
        if (self && round == self->m_round)
            self->showHistory(records);
    });
}

void LogFeed::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        m_model.addNewer(std::exchange(m_waiting, {}));
    Q_EMIT changed();
}

void LogFeed::showHistory(const Result<std::vector<StoredRecord>> &records)
{
    if (!records)
        return refuse(records.error());
    m_loading = false;
    m_model.addOlder(*records);
    Q_EMIT changed();
}

void LogFeed::fetchOlder(std::int64_t before)
{
    const QPointer<LogFeed> self(this);
    m_client.records(before, page, [self, round = m_round](const Result<std::vector<StoredRecord>> &records) {
        if (self && round == self->m_round)
            self->m_model.addOlder(records ? *records : std::vector<StoredRecord>());
    });
}

void LogFeed::take(const std::vector<StoredRecord> &records, std::uint64_t lost)
{
    m_leftOut += lost;
    if (m_paused) {
        m_waiting.insert(m_waiting.end(), records.begin(), records.end());
        if (m_waiting.size() > LogModel::defaultCapacity)
            m_waiting.erase(m_waiting.begin(), m_waiting.end() - LogModel::defaultCapacity);
    } else {
        m_model.addNewer(records);
    }
    Q_EMIT changed();
}

void LogFeed::refuse(const Error &error)
{
    m_loading = false;
    m_refusal = error;
    Q_EMIT changed();
}

// A helper that comes back has forgotten who was watching.
void LogFeed::followLink()
{
    if (m_client.link() == FirewallClient::Link::running)
        start();
    else
        Q_EMIT changed();
}

}  // namespace parapet
