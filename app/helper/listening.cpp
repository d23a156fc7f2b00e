// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/listening.h"

#include "app/helper/username.h"

#include <QSocketNotifier>

#include <utility>

#include <net/if.h>

namespace parapet {

namespace {

std::string interfaceName(std::uint32_t index)
{
    char name[IF_NAMESIZE] = "";
    return index != 0 && if_indextoname(index, name) ? name : std::string();
}

// Its number is none that the kernel gives a socket.
ListeningProgram publishedRow(const PortKey &port)
{
    constexpr std::uint64_t ours = std::uint64_t{1} << 63;
    ListeningProgram row;
    row.published = true;
    row.listener.port = port;
    row.listener.cookie = ours | std::uint64_t{port.protocol == PortProtocol::udp} << 16 | port.port;
    return row;
}

}  // namespace

Listening::Listening(Kernel kernel, Ask ask, Judge judge, QObject *parent)
    : QObject(parent), m_kernel(std::move(kernel)), m_ask(std::move(ask)), m_judge(std::move(judge))
{
    m_tellingTimer.setSingleShot(true);
    m_tellingTimer.setInterval(tellingGap);
    connect(&m_tellingTimer, &QTimer::timeout, this, [this] {
        if (std::exchange(m_toTell, false))
            tell();
    });
    if (!m_kernel.watch)
        return;
    const auto *notifier = new QSocketNotifier(m_kernel.watch->fd(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &Listening::woken);
}

std::function<std::uint32_t()> Listening::tcpListens() const
{
    return m_kernel.watch ? m_kernel.watch->tcpListens() : std::function<std::uint32_t()>();
}

std::string_view Listening::watchName() const
{
    return m_kernel.watch ? m_kernel.watch->name() : std::string_view();
}

void Listening::start()
{
    m_refreshed.start();
    look();
    lookAtPublished();
}

void Listening::lookAtPublished()
{
    if (!m_kernel.published)
        return;
    std::vector<PortKey> now = m_kernel.published();
    if (now == m_published)
        return;
    m_published = std::move(now);
    tell();
}

void Listening::woken()
{
    if (m_kernel.watch->take())
        look();
}

// Only sockets that were not there before, or are bound otherwise than before, are looked at closely. A list that could not
// be read is read at the next call.
void Listening::look()
{
    Result<std::vector<Listener>> list = m_kernel.list();
    if (!list)
        return;
    std::unordered_map<std::uint64_t, const Listener *> there;
    there.reserve(list->size());
    for (Listener &each : *list) {
        if (each.automatic && m_kernel.watch && m_kernel.watch->boundByHand(each.cookie))
            each.automatic = false;
        there.emplace(each.cookie, &each);
    }
    bool isOther = removeOthers(there);
    for (const Listener &each : *list) {
        if (m_rows.contains(each.cookie))
            continue;
        add(each);
        isOther = true;
    }
    feed();
    if (isOther)
        tell();
}

// Takes out what is not there as it was. Was there any?
bool Listening::removeOthers(const std::unordered_map<std::uint64_t, const Listener *> &there)
{
    std::vector<std::uint64_t> ended;
    for (const auto &[cookie, row] : m_rows) {
        const auto now = there.find(cookie);
        if (now == there.end() || *now->second != row.program.listener)
            ended.push_back(cookie);
    }
    for (const std::uint64_t cookie : ended) {
        m_rows.erase(cookie);
        Q_EMIT gone(cookie);
    }
    return !ended.empty();
}

void Listening::add(Listener listener)
{
    const auto user = m_users.find(listener.uid);
    Row row;
    row.program.user =
        user != m_users.end() ? user->second : m_users.emplace(listener.uid, userName(listener.uid)).first->second;
    row.program.interface = interfaceName(listener.interface);
    row.program.listener = std::move(listener);
    m_judge(row.program);
    lookUp(m_rows.emplace(row.program.listener.cookie, std::move(row)).first->second);
}

void Listening::lookUp(Row &row)
{
    if (std::exchange(row.asked, true))
        return;
    m_toAsk.push_back(row.program.listener.cookie);
}

void Listening::feed()
{
    for (; !m_toAsk.empty(); m_toAsk.pop_front()) {
        const auto row = m_rows.find(m_toAsk.front());
        if (row != m_rows.end()
            && !m_ask({row->first, row->second.program.listener.inode, row->second.program.listener.controlGroup}))
            return;
    }
}

void Listening::learn(const std::vector<OwnerResolver::Answer> &answers)
{
    bool isOther = false;
    for (const OwnerResolver::Answer &answer : answers) {
        const auto found = m_rows.find(answer.cookie);
        if (found == m_rows.end())
            continue;
        Row &row = found->second;
        row.asked = false;
        const bool isFirst = !std::exchange(row.known, true);
        if (!isFirst && row.program.owners == answer.owners)
            continue;
        row.program.owners = answer.owners;
        m_judge(row.program);
        isOther = true;
        if (isFirst)
            Q_EMIT appeared(row.program);
        else
            Q_EMIT changed(row.program);
    }
    feed();
    if (isOther)
        tell();
}

void Listening::judgeAgain(Judge judge)
{
    m_judge = std::move(judge);
    bool isOther = !m_published.empty();  // what is said of them is made when it is asked for
    for (auto &[cookie, row] : m_rows) {
        const ListeningProgram before = row.program;
        m_judge(row.program);
        if (row.program == before)
            continue;
        isOther = true;
        if (row.known)
            Q_EMIT changed(row.program);
    }
    if (isOther)
        tell();
}

void Listening::lookUpOld()
{
    if (std::chrono::milliseconds(m_refreshed.elapsed()) < ownersFreshFor)
        return;
    m_refreshed.start();
    for (auto &[cookie, row] : m_rows)
        lookUp(row);
    feed();
}

void Listening::refresh()
{
    look();
    lookUpOld();
}

std::vector<ListeningProgram> Listening::rows()
{
    lookUpOld();
    std::vector<ListeningProgram> rows = known();
    for (const PortKey &port : m_published)
        m_judge(rows.emplace_back(publishedRow(port)));
    return rows;
}

std::vector<ListeningProgram> Listening::known() const
{
    std::vector<ListeningProgram> rows;
    rows.reserve(m_rows.size());
    for (const auto &[cookie, row] : m_rows)
        rows.push_back(row.program);
    return rows;
}

void Listening::tell()
{
    if (m_tellingTimer.isActive()) {
        m_toTell = true;
        return;
    }
    m_tellingTimer.start();
    Q_EMIT listChanged();
}

}  // namespace parapet
