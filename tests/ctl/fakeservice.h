// SPDX-License-Identifier: GPL-2.0-or-later
// A firewall service that keeps settings and filters nothing: the other end of the bus, for the client's tests.
#pragma once

#include "app/ipc/wire.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QObject>

namespace parapet::test {

class FakeService : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.parapet.Firewall1")

public:
    bool enter(QDBusConnection bus);
    bool leave(QDBusConnection bus);

    Settings settings;
    Status status;
    Foresight foresight;   // what Explain answers
    bool explains = true;  // else Explain is refused
    QString refuseWith;    // error name for the next changes; empty: they are made
    QString refusalText;
    int calls = 0;                                      // of any kind
    std::vector<std::vector<parapet::Change>> changes;  // each call of Change
    bool mayAsk = false;                                // the last call let an agent ask for authentication
    Inspection inspection{{}, {}, {}, std::uint64_t{1} << 30U};
    std::vector<ListeningProgram> listening;
    QString refuseReadingWith;  // error name for Inspect and GetListening; empty: they are answered

public Q_SLOTS:
    Q_SCRIPTABLE QVariantMap GetSettings(qulonglong &serial);
    Q_SCRIPTABLE QVariantMap GetStatus();
    Q_SCRIPTABLE QVariantMap Explain(const parapet::WireChanges &wire, const QVariantMap &flow);
    Q_SCRIPTABLE QVariantMap Inspect();
    Q_SCRIPTABLE parapet::WireRecords GetListening();
    Q_SCRIPTABLE qulonglong Change(const parapet::WireChanges &wire);

private:
    qulonglong fail(const QString &name, const QString &text);
};

}  // namespace parapet::test
