// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/log/owedconnections.h"

#include "engine/log/eventstore.h"
#include "engine/log/w3ctail.h"

#include <utility>

namespace parapet {

std::vector<LogRecord> owedConnections(const std::string &eventsFile, const std::string &logFile)
{
    Result<EventStore> store = EventStore::open(eventsFile);
    if (!store)
        return {};
    const Result<Account> account = store->account();
    if (account && !logFile.empty()) {
        const W3cTail tail = readTail(logFile, account->file);
        (void)store->keepConnections(tail.connections);
    }
    Result<std::vector<LogRecord>> owed = store->openConnections();
    return owed ? *std::move(owed) : std::vector<LogRecord>();
}

}  // namespace parapet
