// SPDX-License-Identifier: GPL-2.0-or-later
// Listening: who listens on this computer. It looks at the kernel's list when the watch says so, has the programs of new
// sockets found out, and keeps what the policy says of each. Main thread; nothing here waits: who holds a socket is asked of
// another thread, one question for each new socket, and comes back to learn().
#pragma once

#include "engine/kernel/listenwatch.h"
#include "engine/model/listener.h"
#include "engine/program/ownerresolver.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace parapet {

class Listening final : public QObject {
    Q_OBJECT

public:
    struct Kernel {
        std::unique_ptr<ListenWatch> watch;  // none: nothing new is noticed after the start
        std::function<Result<std::vector<Listener>>()> list;
        std::function<std::vector<PortKey>()> published;  // ports that rules of others redirect; none: nobody looks
    };
    // Puts a question to the resolver and does not wait. False: too many wait; learn() says when to go on.
    using Ask = std::function<bool(const OwnerResolver::Question &)>;
    // Fills in reach, rule and program.
    using Judge = std::function<void(ListeningProgram &)>;

    static constexpr std::chrono::milliseconds tellingGap{500};  // between two signals listChanged()
    static constexpr std::chrono::seconds ownersFreshFor{2};     // then rows() has them looked up again

    Listening(Kernel kernel, Ask ask, Judge judge, QObject *parent = nullptr);

    // Looks for the first time; all that listen then are told as if they appeared now.
    void start();
    void learn(const std::vector<OwnerResolver::Answer> &answers);
    void judgeAgain(Judge judge);
    // Rules of others may redirect other ports now.
    void lookAtPublished();
    // Looks now, whatever the watch says, and has programs looked up again if what is known of them is old.
    void refresh();

    // As known now, published ports among them. Processes fork and pass sockets on without the kernel telling: if what is known
    // of them is old, it is looked up again, and listChanged() follows if it was wrong.
    std::vector<ListeningProgram> rows();
    std::vector<ListeningProgram> known() const;        // the sockets among them, and nothing is looked up
    std::string_view watchName() const;                 // empty: no watch
    std::function<std::uint32_t()> tcpListens() const;  // ListenWatch::tcpListens()

Q_SIGNALS:
    // Once the programs are known. A socket that is gone by then is not told.
    void appeared(const parapet::ListeningProgram &row);
    void changed(const parapet::ListeningProgram &row);  // what the policy says of it
    void gone(quint64 cookie);
    void listChanged();  // whatever it was; at most twice a second

private:
    struct Row {
        ListeningProgram program;
        bool known = false;  // its owners are
        bool asked = false;  // for its owners
    };

    void woken();
    void look();
    bool removeOthers(const std::unordered_map<std::uint64_t, const Listener *> &there);
    void add(Listener listener);
    void lookUp(Row &row);
    void lookUpOld();
    void feed();
    void tell();

    Kernel m_kernel;
    Ask m_ask;
    Judge m_judge;
    std::unordered_map<std::uint64_t, Row> m_rows;  // by cookie
    std::vector<PortKey> m_published;
    std::deque<std::uint64_t> m_toAsk;  // cookies
    std::unordered_map<std::uint32_t, std::string> m_users;
    QElapsedTimer m_refreshed;
    QTimer m_tellingTimer;
    bool m_toTell = false;
};

}  // namespace parapet
