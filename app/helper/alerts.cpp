// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/alerts.h"

#include "engine/model/checks.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace parapet {

namespace {

// The process that is asked about: the one that was there first, for workers only serve what it opened. Services never ask.
const Process *askedOwner(const ListeningProgram &row)
{
    const Process *first = nullptr;
    for (const Process &owner : row.owners) {
        // A name that the list could not hold cannot be answered for.
        const bool mayBeAsked = owner.session && !owner.keys.empty() && problemWithProgram(owner.key()).empty();
        if (mayBeAsked && (!first || std::tie(owner.started, owner.pid) < std::tie(first->started, first->pid)))
            first = &owner;
    }
    return first;
}

// The first packet of a flow that somebody began.
bool isKnock(const LogRecord &record)
{
    if (record.action != LogAction::drop || record.direction != Direction::inbound || !record.hasPorts)
        return false;
    if (record.protocol == ipproto::tcp)
        return record.hasTransport && (record.tcpFlags & (tcpflag::syn | tcpflag::ack)) == tcpflag::syn;
    return record.protocol == ipproto::udp;
}

// Newest first, one for each sender and port.
void addKnock(std::vector<Knock> &knocks, const Knock &knock)
{
    std::erase_if(knocks, [&](const Knock &each) { return each.source == knock.source && each.port == knock.port; });
    knocks.insert(knocks.begin(), knock);
    if (knocks.size() > limits::alertKnocks)
        knocks.pop_back();
}

}  // namespace

Alerts::Alerts(Firewall &firewall, const Clock &clock, EphemeralPorts ephemeral, Acknowledged::Memory memory,
               QObject *parent)
    : QObject(parent), m_firewall(firewall), m_clock(clock), m_ephemeral(ephemeral),
      m_acknowledged(std::move(memory), firewall.settings())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Alerts::check);
    connect(&m_firewall, &Firewall::settingsChanged, this, &Alerts::follow);
    connect(&m_firewall, &Firewall::statusChanged, this, &Alerts::follow);  // another profile
    connect(&m_firewall, &Firewall::recordsWritten, this, &Alerts::dropped);
}

const Profile &Alerts::profile() const
{
    return m_firewall.settings().profile(m_firewall.activeProfile());
}

bool Alerts::mayAsk() const
{
    return profile().opmode == Opmode::on && profile().notifications;
}

bool Alerts::isListed(const Process &process) const
{
    return std::ranges::any_of(process.keys, [&](const auto &key) { return profile().programs.contains(key); });
}

bool Alerts::isToldAgain(const Process &process) const
{
    const AcknowledgedProgram *row = m_acknowledged.find(m_firewall.activeProfile(), process.key());
    return row && row->tellAgain && row->uid == process.person;
}

// TCP and UDP below the ephemeral ports at once; a UDP port that the system could have given only if it stays.
void Alerts::appeared(const ListeningProgram &row)
{
    const bool isUdp = row.listener.port.protocol == PortProtocol::udp;
    if (isUdp && row.listener.automatic)
        return;
    if (!isUdp || !m_ephemeral.contain(row.listener.port.port))
        return consider(row);
    if (!askedOwner(row) || m_waiting.size() >= limits::ephemeralWaiting)
        return;
    m_waiting.insert_or_assign(row.listener.cookie, Waiting{row, m_clock.steady() + ephemeralWait});
    schedule();
}

void Alerts::gone(quint64 cookie)
{
    m_waiting.erase(cookie);
}

void Alerts::consider(const ListeningProgram &row)
{
    const Process *process = askedOwner(row);
    if (!process || row.reach != ListeningProgram::Reach::blocked || row.listener.local.isLoopback() || !mayAsk())
        return;
    if (Open *open = openAbout(*process)) {
        m_asked.insert(open->alert.profile, *process);
        return addPort(*open, row.listener.port);
    }
    if (m_asked.contains(m_firewall.activeProfile(), *process) || (isListed(*process) && !isToldAgain(*process)))
        return;
    if (isFull(process->person))
        ++m_unasked;
    else
        raise(row, *process);
}

Alerts::Open *Alerts::openAbout(const Process &process)
{
    const auto found = std::ranges::find_if(m_open, [&](const auto &each) {
        const Process &asked = each.second.alert.process;
        return asked.person == process.person && asked.key() == process.key();
    });
    return found == m_open.end() ? nullptr : &found->second;
}

void Alerts::addPort(Open &open, const PortKey &port)
{
    std::vector<PortKey> &ports = open.alert.ports;
    if (ports.size() >= limits::alertPorts || std::ranges::find(ports, port) != ports.end())
        return;
    ports.push_back(port);
    setNews(open, updateGap);
}

// One user must not keep others from being asked.
bool Alerts::isFull(std::uint32_t person)
{
    const auto ofPerson =
        std::ranges::count(m_open, person, [](const auto &each) { return each.second.alert.process.person; });
    return m_open.size() >= limits::alertsWaiting || std::cmp_greater_equal(ofPerson, limits::alertsWaitingByUser);
}

void Alerts::raise(const ListeningProgram &row, const Process &process)
{
    Open open;
    open.alert.id = ++m_lastId;
    open.alert.profile = m_firewall.activeProfile();
    open.alert.time = m_clock.wall();
    open.alert.process = process;
    open.alert.user = row.user;
    open.alert.ports = {row.listener.port};
    open.toldAgain = isListed(process);
    open.due = m_clock.steady() + describingMax;
    m_asked.insert(open.alert.profile, process);
    m_open.emplace(open.alert.id, std::move(open));
    schedule();
    Q_EMIT describe(m_lastId, process);
}

void Alerts::described(quint64 id, const Description &description)
{
    const auto found = m_open.find(id);
    if (found == m_open.end())
        return;
    Open &open = found->second;
    if (!description.user.empty())
        open.alert.user = description.user;
    open.alert.publisher = description.publisher;
    open.alert.package = description.package;
    if (open.announced)
        return setNews(open, {});
    announce(open);
}

// Somebody covered the port while the question was open.
void Alerts::changed(const ListeningProgram &row)
{
    if (const auto waiting = m_waiting.find(row.listener.cookie); waiting != m_waiting.end())
        waiting->second.row = row;
    const Process *process = askedOwner(row);
    Open *open = process ? openAbout(*process) : nullptr;
    if (!open || row.reach == ListeningProgram::Reach::blocked)
        return;
    if (std::erase(open->alert.ports, row.listener.port) == 0)
        return;
    if (open->alert.ports.empty())
        withdraw(open->alert.id);
    else
        setNews(*open, updateGap);
}

void Alerts::dropped(const std::vector<StoredRecord> &records)
{
    if (m_open.empty())
        return;
    for (const StoredRecord &stored : records) {
        const LogRecord &record = stored.record;
        if (!isKnock(record))
            continue;
        const PortKey port{static_cast<PortProtocol>(record.protocol), record.destinationPort};
        for (auto &[id, open] : m_open) {
            if (std::ranges::find(open.alert.ports, port) == open.alert.ports.end())
                continue;
            addKnock(open.alert.knocks, {record.source, port, record.time});
            setNews(open, updateGap);
        }
    }
}

void Alerts::follow()
{
    m_acknowledged.follow(m_firewall.settings());
    std::vector<quint64> pointless;
    for (const auto &[id, open] : m_open) {
        if (isPointless(open))
            pointless.push_back(id);
    }
    for (const quint64 id : pointless)
        withdraw(id);
}

bool Alerts::isPointless(const Open &open) const
{
    const Process &process = open.alert.process;
    return open.alert.profile != m_firewall.activeProfile() || !mayAsk()
        || (isListed(process) && !(open.toldAgain && isToldAgain(process)));
}

void Alerts::withdraw(quint64 id)
{
    const auto node = m_open.extract(id);
    if (node.empty())
        return;
    for (const QString &name : node.mapped().sentTo)
        Q_EMIT ended(name, id);
}

void Alerts::setNews(Open &open, SteadyTime wait)
{
    if (open.news)
        return;
    open.news = true;
    open.due = m_clock.steady() + wait;
    schedule();
}

void Alerts::check()
{
    const SteadyTime now = m_clock.steady();
    std::vector<ListeningProgram> stayed;
    std::erase_if(m_waiting, [&](auto &each) {
        const bool isDue = each.second.due <= now;
        if (isDue)
            stayed.push_back(std::move(each.second.row));
        return isDue;
    });
    for (const ListeningProgram &row : stayed)
        consider(row);
    for (auto &[id, open] : m_open) {
        if (!open.news || open.due > now)
            continue;
        if (std::exchange(open.announced, true))
            send(open);
        announce(open);
    }
    schedule();
}

void Alerts::schedule()
{
    SteadyTime next = SteadyTime::max();
    for (const auto &[cookie, waiting] : m_waiting)
        next = std::min(next, waiting.due);
    for (const auto &[id, open] : m_open) {
        if (open.news)
            next = std::min(next, open.due);
    }
    if (next == SteadyTime::max())
        return m_timer.stop();
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(std::max(next - m_clock.steady(), SteadyTime{})));
}

}  // namespace parapet
