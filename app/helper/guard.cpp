// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/guard.h"

#include "app/helper/explanation.h"
#include "engine/kernel/dropcounters.h"
#include "engine/kernel/foreigntables.h"
#include "engine/kernel/nfqueue.h"
#include "engine/kernel/ruleset.h"
#include "engine/log/logplace.h"
#include "engine/log/owedconnections.h"
#include "engine/policy/policy.h"

#include <QMetaObject>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace parapet {

namespace {

constexpr ProfileId profileInForce = ProfileId::standard;  // until profiles are chosen by network
constexpr int undeliveredMax = 8;
constexpr std::chrono::seconds lookAtPrograms{2};

}  // namespace

Guard::Guard(const Environment &environment, const QDBusConnection &bus)
    : m_environment(environment), m_configuration(Configuration::read(environment.configurationFile())),
      m_history(m_environment.eventsFile()), m_connections(bus)
{
    connect(&m_connections, &Connections::changed, this, [this] {
        m_connections.setInterfaces(m_interfaces);
        follow();
        Q_EMIT statusChanged();
    });
}

Guard::~Guard()
{
    m_engine.reset();  // it writes to the ring that the recorder empties at its end
    m_recorder.reset();
}

Result<std::unique_ptr<Guard>> Guard::start(const Environment &environment, const QDBusConnection &bus)
{
    std::unique_ptr<Guard> guard(new Guard(environment, bus));
    if (Outcome folders = environment.makeFolders(); !folders)
        return folders.error();
    Result<InstanceLock> lock = InstanceLock::take(environment.stateDirectory);
    if (!lock)
        return lock.error();
    guard->m_lock.emplace(std::move(*lock));
    for (const std::string &problem : guard->m_configuration.problems)
        guard->notice(problem);
    for (auto step : {&Guard::openSettings, &Guard::openKernel, &Guard::watchInterfaces, &Guard::startEngine,
                      &Guard::watchListening}) {
        if (Outcome done = ((*guard).*step)(); !done)
            return done.error();
    }
    return guard;
}

Outcome Guard::openSettings()
{
    const std::string path = m_environment.settingsFile();
    Result<SettingsStore> store = SettingsStore::open(path);
    const bool isNewer = !store && store.error().kind == ErrorKind::newer;
    if (isNewer || (!store && store.error().kind == ErrorKind::damaged)) {
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(m_clock.wall()).count();
        Result<std::string> aside = setAside(path, now);
        if (!aside)
            return aside.error();
        notice(std::string("The saved settings ")
               + (isNewer ? "were written by a newer version of Parapet Firewall" : "were damaged")
               + ". They were set aside as " + *aside + "; the firewall is on with its default settings.");
        store = SettingsStore::open(path);
    }
    if (!store)
        return store.error();
    m_store.emplace(std::move(*store));
    Result<Settings> loaded = m_store->load();
    if (!loaded)
        return loaded.error();
    m_settings = std::move(*loaded);
    return Done{};
}

// The queue and the listeners come before any rule that needs them.
Outcome Guard::openKernel()
{
    Result<std::unique_ptr<NfQueue>> queue = NfQueue::open(queueNumber);
    if (!queue)
        return queue.error();
    Result<std::unique_ptr<Conntrack>> conntrack = Conntrack::open();
    if (!conntrack)
        return conntrack.error();
    Result<std::unique_ptr<DropLog>> dropLog = DropLog::open(logGroup);
    if (!dropLog)
        return dropLog.error();
    Result<SocketLookup> sockets = SocketLookup::open();
    if (!sockets)
        return sockets.error();
    Result<SocketEnds> ends = SocketEnds::open();
    if (!ends)
        return ends.error();
    m_kernel = {std::move(*queue), std::move(*conntrack), std::move(*dropLog),
                std::make_unique<SocketLookup>(std::move(*sockets)), std::make_unique<SocketEnds>(std::move(*ends))};
    if (Outcome events = enableConntrackEvents(); !events)
        notice(events.error().text + " Flows from before the start may be missing from the log.");
    Result<std::string> backend = m_rules.begin();
    if (!backend)
        return backend.error();
    m_queueBackend = *backend;
    return Done{};
}

// "Local subnet" follows the addresses of the computer.
Outcome Guard::watchInterfaces()
{
    Result<InterfaceChanges> changes = InterfaceChanges::open();
    if (!changes)
        return changes.error();
    m_interfaceChanges.emplace(std::move(*changes));
    const auto *notifier = new QSocketNotifier(m_interfaceChanges->fd(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &Guard::interfacesChanged);
    Result<Interfaces> found = listInterfaces();
    if (!found)
        return found.error();
    m_interfaces = std::move(*found);
    m_connections.setInterfaces(m_interfaces);
    connect(&m_rulesWatch, &RulesWatch::changed, this, &Guard::rulesChanged);
    connect(&m_otherFirewalls, &OtherFirewalls::changed, this, &Guard::statusChanged);
    m_otherFirewalls.look();
    if (Outcome watching = m_rulesWatch.start(); !watching)
        notice("Whether other programs remove the rules of the firewall is not noticed: " + watching.error().text);
    return Done{};
}

void Guard::interfacesChanged()
{
    m_interfaceChanges->take();
    Result<Interfaces> found = listInterfaces();
    if (!found)
        return;
    m_connections.setInterfaces(*found);
    if (*found == m_interfaces)
        return;
    m_interfaces = std::move(*found);
    follow();
    Q_EMIT statusChanged();
}

Outcome Guard::startEngine()
{
    const Result<LogLocation> log = placeOf(m_settings.log.file);
    const std::vector<LogRecord> owed = owedConnections(m_environment.eventsFile(), log ? log->path() : std::string());
    m_recorder = std::make_unique<Recorder>(
        m_clock, m_ring,
        Recorder::Places{m_environment.eventsFile(), [this](const std::string &file) { return placeOf(file); },
                         m_configuration.logSoftware, m_configuration.history,
                         [this](const RuleId &rule) { return m_programNames.name(rule.program); }},
        m_settings.log,
        Recorder::Listener{
            [this](std::vector<StoredRecord> records, std::uint64_t lost) { recorded(std::move(records), lost); },
            [this](const std::string &problem) {
                QMetaObject::invokeMethod(
                    this,
                    [this, problem] {
                        m_logProblem = problem;
                        Q_EMIT noticed(QString::fromStdString(problem.empty() ? "The log is written again." : problem));
                        Q_EMIT statusChanged();
                    },
                    Qt::QueuedConnection);
            },
            [this](const std::string &sentence) {
                QMetaObject::invokeMethod(
                    this, [this, sentence] { notice(sentence); }, Qt::QueuedConnection);
            }},
        [] { return readDrops(queueNumber); });
    followPrograms(m_settings);
    Engine::Programs programs{openSocketHolders(),
                              ProcessReader(m_programFiles, ProcessReader::Sessions::ofThisSystem()),
                              UnitProgram::ofThisSystem()};
    m_engine = std::make_unique<Engine>(std::move(m_kernel), std::move(programs), reporterTarget(), m_clock,
                                        m_configuration.timeouts);
    const auto policy = policyOf(m_settings);
    const bool wasOn = m_rules.areInForce();
    watchPrograms();
    watchFloods();
    m_engine->logConnections(m_settings.log.successfulConnections);
    m_engine->start(policy, wasOn ? Engine::Adopt::judged : Engine::Adopt::all, owed);
    return putRules(*policy, m_settings.log);
}

// Any thread: the configuration does not change.
Result<LogLocation> Guard::placeOf(const std::string &logFile) const
{
    return m_configuration.placeOf(logFile, m_environment.logsDirectory);
}

Outcome Guard::watchListening()
{
    Result<std::vector<AcknowledgedProgram>> acknowledged = m_store->acknowledged();
    if (!acknowledged)
        return acknowledged.error();
    Acknowledged::Memory memory{std::move(*acknowledged), [this](std::span<const AcknowledgedProgram> programs) {
                                    return m_store->saveAcknowledged(programs);
                                }};
    m_programs = std::make_unique<ProgramWatch>(*this, m_clock, m_programFiles, std::move(memory),
                                                Reach(policyOf(m_settings), m_programNames, m_interfaces));
    connect(this, &Guard::listeningChanged, this, &Guard::spareProgramPorts);
    if (const std::string problem = m_programs->start(); !problem.empty())
        notice(problem);
    m_engine->setListens(m_programs->listening().tcpListens());
    spareProgramPorts();
    return Done{};
}

ProfileId Guard::activeProfile() const
{
    return profileInForce;
}

// An upgrade puts another file at the path of an exception. It stays in force for that one: who can replace the file could as
// well have changed what the program does. But it is told.
void Guard::watchPrograms()
{
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] {
        for (const std::string &path : m_programFiles.takeReplaced())
            notice("The program " + path
                   + " was replaced by another file, as an upgrade does it. Its exception applies to"
                     " the new one; if you did not expect that, remove the exception.");
    });
    timer->start(lookAtPrograms);
}

Status Guard::status() const
{
    Status status;
    status.version = PARAPET_VERSION;
    status.activeProfile = profileInForce;
    status.queueBackend = m_queueBackend;
    const Result<LogLocation> log = placeOf(m_settings.log.file);
    status.logFile = log ? log->path() : m_settings.log.file;
    status.logFolders = m_configuration.logFolders;
    status.logFolders.insert(status.logFolders.begin(), m_environment.logsDirectory);
    status.connections = m_connections.list();
    status.notices = m_notices;
    if (m_programs)
        status.listenWatch = m_programs->listening().watchName();
    status.flood = m_flood.lasts();
    for (const std::string &text : {status.flood ? std::string(FloodAlert::notice) : std::string(),
                                    m_otherFirewalls.notice(), m_store->problem(), m_logProblem}) {
        if (!text.empty())
            status.notices.push_back(text);
    }
    if (const Result<DropCounters> counters = readDropCounters())
        status.dropped = counters->dropped();
    status.rules = m_rules.areOurs();
    return status;
}

Outcome Guard::change(std::span<const Change> changes)
{
    Result<Settings> after = parapet::apply(m_settings, changes);
    if (!after)
        return after.error();
    if (*after == m_settings)
        return Done{};
    if (const Result<LogLocation> place = placeOf(after->log.file); !place)
        return place.error();
    Outcome saved = m_store->save(m_settings, *after, [&] { return enforce(*after); });
    if (!saved) {
        // Nothing was kept on disk, so nothing stays in the kernel either.
        if (Outcome back = enforce(m_settings); !back)
            notice("The former rules could not be put back: " + back.error().text);
        return saved;
    }
    m_settings = std::move(*after);
    spareProgramPorts();
    m_recorder->setSettings(m_settings.log);
    m_engine->logConnections(m_settings.log.successfulConnections);
    ++m_serial;
    Q_EMIT settingsChanged(m_serial);
    return Done{};
}

std::shared_ptr<const Policy> Guard::policyOf(const Settings &settings) const
{
    return std::make_shared<const Policy>(settings, profileInForce, m_interfaces, &m_programNames);
}

Result<Foresight> Guard::explain(std::span<const Change> changes, const NewFlow &flow) const
{
    const Result<Settings> after = parapet::apply(m_settings, changes);
    if (!after)
        return after.error();
    const Result<Explanation> explanation = Explanation::of(flow, m_interfaces);
    if (!explanation)
        return explanation.error();
    const std::vector<ListeningProgram> listening =
        m_programs ? m_programs->listening().rows() : std::vector<ListeningProgram>();
    const auto decide = [&](const Settings &settings) {
        return explanation->decide(policyOf(settings), listening, m_clock);
    };
    return Foresight{decide(m_settings), decide(*after)};
}

void Guard::query(const LogFilter &filter, std::int64_t before, std::size_t count, Wanted wanted,
                  std::function<void(Result<LogPage>)> done)
{
    m_history.query(filter, before, std::min(count, limits::logRowsPerCall), std::move(wanted), here(std::move(done)));
}

Inspection Guard::inspect() const
{
    Inspection found;
    if (Result<std::vector<ForeignTable>> tables = listForeignTables())
        found.tables = std::move(*tables);
    else
        found.tablesProblem = tables.error().text;
    addLegacyTables(found.tables);
    const Result<LogLocation> log = placeOf(m_settings.log.file);
    const LogPlace place = log ? lookAtLogPlace(log->path()) : LogPlace{log.error().text, 0};
    found.logProblem = m_logProblem.empty() ? place.problem : m_logProblem;
    found.logFree = place.free;
    return found;
}

void Guard::histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before, Wanted wanted,
                      std::function<void(Result<LogHistogram>)> done)
{
    m_history.histogram(filter, buckets, before, std::move(wanted), here(std::move(done)));
}

// From the reader's thread to this one; an answer that comes too late is dropped with the queue of this object.
template <class T> std::function<void(Result<T>)> Guard::here(std::function<void(Result<T>)> done)
{
    return [this, done = std::move(done)](Result<T> found) {
        QMetaObject::invokeMethod(
            this, [done, found = std::move(found)] { done(found); }, Qt::QueuedConnection);
    };
}

bool Guard::engineGoesOn()
{
    const std::uint64_t rounds = m_engine->rounds();
    return std::exchange(m_engineRounds, rounds) != rounds;
}

// The counters go with the table, so what they know is told before.
Outcome Guard::removeRules()
{
    if (Outcome off = m_rules.switchOff(); !off)
        return off;
    m_engine.reset();
    m_recorder.reset();
    return m_rules.remove();
}

void Guard::notice(const std::string &sentence)
{
    if (std::ranges::find(m_notices, sentence) != m_notices.end())
        return;
    m_notices.push_back(sentence);
    Q_EMIT noticed(QString::fromStdString(sentence));
    Q_EMIT statusChanged();
}

// Recorder's thread. A slow bus must not let batches pile up; what is left out is counted.
void Guard::recorded(std::vector<StoredRecord> records, std::uint64_t lost)
{
    if (m_undelivered >= undeliveredMax) {
        m_unheard += records.size() + lost;
        return;
    }
    ++m_undelivered;
    lost += m_unheard.exchange(0);
    QMetaObject::invokeMethod(
        this,
        [this, records = std::move(records), lost] {
            --m_undelivered;
            Q_EMIT recordsWritten(records, lost);
        },
        Qt::QueuedConnection);
}

}  // namespace parapet
