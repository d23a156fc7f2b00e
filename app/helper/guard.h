// SPDX-License-Identifier: GPL-2.0-or-later
// Guard: the firewall as a whole. It owns settings, kernel rules, engine and recorder and keeps them in step. Main thread.
#pragma once

#include "app/helper/configuration.h"
#include "app/helper/connections.h"
#include "app/helper/engine.h"
#include "app/helper/environment.h"
#include "app/helper/firewall.h"
#include "app/helper/floodalert.h"
#include "app/helper/historyreader.h"
#include "app/helper/kernelrules.h"
#include "app/helper/otherfirewalls.h"
#include "app/helper/programwatch.h"
#include "app/helper/recorder.h"
#include "app/helper/ruleswatch.h"
#include "engine/kernel/interfaces.h"
#include "engine/store/settingsstore.h"

#include <memory>
#include <optional>

namespace parapet {

class Guard final : public Firewall {
    Q_OBJECT

public:
    // Opens everything and puts the saved settings in force. Errors: denied (not root), busy (another helper),
    // unsupported, io. Settings that are damaged or of a newer version are set aside; defaults then apply.
    static Result<std::unique_ptr<Guard>> start(const Environment &environment, const QDBusConnection &bus);
    ~Guard() override;

    const Settings &settings() const override { return m_settings; }
    std::uint64_t serial() const override { return m_serial; }
    Status status() const override;
    ProfileId activeProfile() const override;
    Outcome change(std::span<const Change> changes) override;
    Result<Foresight> explain(std::span<const Change> changes, const NewFlow &flow) const override;
    Inspection inspect() const override;
    void query(const LogFilter &filter, std::int64_t before, std::size_t count, Wanted wanted,
               std::function<void(Result<LogPage>)> done) override;
    void histogram(const LogFilter &filter, std::uint32_t buckets, std::int64_t before, Wanted wanted,
                   std::function<void(Result<LogHistogram>)> done) override;
    std::vector<ListeningProgram> listening() override { return m_programs->listening().rows(); }
    Alerts &alerts() { return m_programs->alerts(); }

    // Whether the engine's thread has gone on since this was asked the last time.
    bool engineGoesOn();

    // Takes our rules from the kernel, for good: an administrator stops the firewall. Only the destructor may follow.
    Outcome removeRules();

Q_SIGNALS:
    // For the diagnostics of the program; also among status().notices.
    void noticed(const QString &sentence);

private:
    Guard(const Environment &environment, const QDBusConnection &bus);
    Outcome openSettings();
    Outcome openKernel();
    Outcome startEngine();
    Outcome watchInterfaces();
    Outcome watchListening();
    void interfacesChanged();
    void watchPrograms();
    void followPrograms(const Settings &settings);
    void follow();
    void rulesChanged(const QString &by);
    Reporter::Target reporterTarget();
    void watchFloods();
    void spareProgramPorts();
    std::shared_ptr<const Policy> policyOf(const Settings &settings) const;
    Outcome putRules(const Policy &policy, const LogSettings &log);
    Outcome enforce(const Settings &settings);
    Result<LogLocation> placeOf(const std::string &logFile) const;
    void notice(const std::string &sentence);
    template <class T> std::function<void(Result<T>)> here(std::function<void(Result<T>)> done);
    void recorded(std::vector<StoredRecord> records, std::uint64_t lost);

    Environment m_environment;
    Configuration m_configuration;
    SystemClock m_clock;
    std::optional<InstanceLock> m_lock;
    std::optional<SettingsStore> m_store;
    HistoryReader m_history;
    Settings m_settings;
    std::uint64_t m_serial = 1;
    std::vector<std::string> m_notices;
    std::string m_logProblem;

    Interfaces m_interfaces;
    Connections m_connections;
    std::optional<InterfaceChanges> m_interfaceChanges;

    mutable ProgramNames m_programNames;
    ProgramFiles m_programFiles{m_clock};

    KernelRules m_rules;
    RulesWatch m_rulesWatch;
    OtherFirewalls m_otherFirewalls;
    std::string m_queueBackend;
    Engine::Kernel m_kernel;  // until the engine has it
    RecordRing m_ring{limits::recordRing};
    std::atomic<int> m_undelivered{0};  // batches of records on their way to this thread
    std::atomic<std::uint64_t> m_unheard{0};
    std::unique_ptr<Recorder> m_recorder;  // after the ring, before the engine: the engine ends first
    std::unique_ptr<Engine> m_engine;
    std::uint64_t m_engineRounds = 0;
    std::unique_ptr<ProgramWatch> m_programs;
    FloodAlert m_flood{m_clock};
};

}  // namespace parapet
