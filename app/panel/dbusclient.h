// SPDX-License-Identifier: GPL-2.0-or-later
// DbusClient: FirewallClient over D-Bus. Nothing here blocks, and nothing starts the helper by itself: every call goes
// to the unique name of the helper that is there now, which cannot be activated.
#pragma once

#include "app/ipc/wire.h"
#include "ui/client/firewallclient.h"

#include <QDBusConnection>

#include <array>
#include <memory>

class FirewallProxy;
class QDBusMessage;

namespace parapet {

class DbusClient final : public FirewallClient {
    Q_OBJECT

public:
    // Call registerWireTypes() first.
    explicit DbusClient(const QDBusConnection &bus, QObject *parent = nullptr);
    ~DbusClient() override;

    Link link() const override { return m_link; }
    const Settings &settings() const override { return m_settings; }
    const Status &status() const override { return m_status; }
    const Rights &rights() const override { return m_rights; }

    void change(const std::vector<Change> &changes, std::function<void(Outcome)> done) override;
    void explain(const std::vector<Change> &changes, const NewFlow &flow,
                 std::function<void(Result<Foresight>)> done) override;
    void query(const LogFilter &filter, std::int64_t before, int count,
               std::function<void(Result<LogPage>)> done) override;
    void histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before,
                   std::function<void(Result<LogHistogram>)> done) override;
    // Holds beyond a restart of the helper, as long as that needs no password.
    void watchRecords(bool watch, std::function<void(Outcome)> done) override;
    void listening(bool mayAsk, std::function<void(Result<std::vector<ListeningProgram>>)> done) override;
    void startHelper(std::function<void(Outcome)> done) override;

private:
    // What is read from the helper and kept. A request while one is under way means one more after it, not many.
    struct Load {
        const char *method;
        bool (DbusClient::*take)(const QDBusMessage &reply);  // false: not understood
        bool underWay = false, again = false, done = false;
    };

    void ownerIs(const QString &owner);  // empty: nobody
    void setLink(Link link);

    void load(Load &what);
    void loaded(Load &what, const QDBusMessage &reply);
    bool takeSettings(const QDBusMessage &reply);
    bool takeStatus(const QDBusMessage &reply);
    bool takeRights(const QDBusMessage &reply);
    void takeRecords(const WireRecords &records, std::uint64_t lost);

    // Calls with patience: a person may have to type a password. `heard` gets the reply or an error, later.
    void ask(const char *method, const QVariantList &arguments, std::function<void(const QDBusMessage &)> heard);

    QDBusConnection m_bus;
    std::unique_ptr<FirewallProxy> m_proxy;  // null while no helper is there
    Link m_link = Link::connecting;
    Settings m_settings;
    Status m_status;
    Rights m_rights;
    Load m_settingsLoad{"GetSettings", &DbusClient::takeSettings};
    Load m_statusLoad{"GetStatus", &DbusClient::takeStatus};
    Load m_rightsLoad{"GetRights", &DbusClient::takeRights};
    bool m_watching = false;
};

}  // namespace parapet
