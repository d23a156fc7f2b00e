// SPDX-License-Identifier: GPL-2.0-or-later
// LogFeed: fills a LogModel from the firewall: the newest part of the history, then live, and older parts when the
// model asks for them. Begins anew when the helper comes back.
#pragma once

#include "ui/client/firewallclient.h"
#include "ui/models/logmodel.h"

#include <optional>

namespace parapet {

class LogFeed : public QObject {
    Q_OBJECT

public:
    static constexpr int page = 200;  // records of the history asked for at a time

    // Both must outlive it.
    LogFeed(FirewallClient &client, LogModel &model, QObject *parent = nullptr);
    ~LogFeed() override;

    void start();
    // While paused the model stands still; what arrives is kept aside, as much as the model can hold.
    void setPaused(bool paused);

    bool loading() const { return m_loading; }
    const std::optional<Error> &refusal() const { return m_refusal; }  // why there is nothing to see
    int waiting() const { return static_cast<int>(m_waiting.size()); }
    std::uint64_t leftOut() const { return m_leftOut; }  // live records that never came

Q_SIGNALS:
    void changed();

private:
    void readHistory();
    void showHistory(const Result<std::vector<StoredRecord>> &records);
    void fetchOlder(std::int64_t before);
    void take(const std::vector<StoredRecord> &records, std::uint64_t lost);
    void refuse(const Error &error);
    void followLink();

    FirewallClient &m_client;
    LogModel &m_model;
    std::vector<StoredRecord> m_waiting;  // oldest first
    std::optional<Error> m_refusal;
    std::uint64_t m_leftOut = 0;
    int m_round = 0;  // answers to questions of an earlier round are thrown away
    bool m_loading = false;
    bool m_paused = false;
};

}  // namespace parapet
