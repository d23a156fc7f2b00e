// SPDX-License-Identifier: GPL-2.0-or-later
// Alerts: when a Security Alert is raised, who is asked, and what the answers do (xp-reference 1.14, 3.1;
// docs/decisions/0009-security-alerts.md). It knows no kernel and no bus: what listens, what was dropped and who is there
// to be asked is told to it. Main thread. Errors of answer(): denied (this alert is not his, or is no longer open; too many
// rows made), or what the change of the settings says.
#pragma once

#include "app/helper/acknowledged.h"
#include "app/helper/firewall.h"
#include "app/helper/startsasked.h"
#include "engine/base/clock.h"
#include "engine/model/alert.h"
#include "engine/model/listener.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <map>
#include <set>
#include <vector>

namespace parapet {

// Somebody who wants to be asked: a program of a user on the bus.
struct AlertReceiver {
    QString name;  // on the bus, unique
    std::uint32_t uid = 0;
    bool administrator = false;
};

class Alerts final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds describingMax{200};  // an alert waits so long for its description
    static constexpr std::chrono::milliseconds updateGap{500};      // between two of the same alert
    static constexpr std::chrono::seconds ephemeralWait{1};         // xp-reference 3.1: UDP that is still there

    // Ports that the system gives to whoever asks for any.
    struct EphemeralPorts {
        std::uint16_t first = 32768, last = 60999;
        bool contain(std::uint16_t port) const { return port >= first && port <= last; }
    };
    // What is known of the file of a program beside its process.
    struct Description {
        std::string user, publisher, package;
    };

    // `firewall` and `clock` outlive it.
    Alerts(Firewall &firewall, const Clock &clock, EphemeralPorts ephemeral, Acknowledged::Memory memory,
           QObject *parent = nullptr);

    // What listens.
    void appeared(const ListeningProgram &row);
    void changed(const ListeningProgram &row);  // what the policy says of it
    void gone(quint64 cookie);
    void described(quint64 id, const Description &description);
    void dropped(const std::vector<StoredRecord> &records);

    // Who is asked. join() sends what waits for him, also if he is there already.
    void join(const AlertReceiver &receiver);
    void leave(const QString &name);
    bool isAsked(const QString &name, quint64 id) const;
    static Error notAsked();  // what answer() says where isAsked() is false
    Outcome answer(const QString &name, quint64 id, AlertAnswer answer, const Scope &scope);

    std::uint64_t unasked() const { return m_unasked; }  // programs that too many alerts kept from being asked about

    // Does what is due by the clock; called by a timer.
    void check();

Q_SIGNALS:
    void describe(quint64 id, const parapet::Process &process);  // answered by described()
    void raised(const QString &receiver, const parapet::Alert &alert);
    void ended(const QString &receiver, quint64 id);

private:
    struct Open {
        Alert alert;
        bool announced = false;
        bool toldAgain = false;  // the row is there; this is for the user who made it, once more
        SteadyTime due{};        // to announce or to send again; never if `news` is false
        bool news = true;
        std::set<QString> sentTo{};
    };
    struct Waiting {
        ListeningProgram row;
        SteadyTime due{};
    };

    const Profile &profile() const;
    bool mayAsk() const;
    bool isListed(const Process &process) const;
    bool isToldAgain(const Process &process) const;
    void consider(const ListeningProgram &row);
    Open *openAbout(const Process &process);
    void addPort(Open &open, const PortKey &port);
    void raise(const ListeningProgram &row, const Process &process);
    bool isFull(std::uint32_t person);
    void follow();
    bool isPointless(const Open &open) const;
    bool concerns(const Open &open, const AlertReceiver &receiver) const;
    void distribute();
    void announce(Open &open);
    void send(const Open &open);
    void setNews(Open &open, SteadyTime wait);
    void withdraw(quint64 id);
    Outcome carryOut(const Open &open, std::uint32_t uid, AlertAnswer answer, const Scope &scope);
    Outcome acknowledge(const Open &open, std::uint32_t uid, bool again);
    void schedule();

    Firewall &m_firewall;
    const Clock &m_clock;
    EphemeralPorts m_ephemeral;
    Acknowledged m_acknowledged;
    std::map<quint64, Open> m_open;
    std::map<quint64, Waiting> m_waiting;  // by cookie
    StartsAsked m_asked;
    std::map<QString, AlertReceiver> m_receivers;
    quint64 m_lastId = 0;
    std::uint64_t m_unasked = 0;
    QTimer m_timer;
};

}  // namespace parapet
