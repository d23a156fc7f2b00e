// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/programwatch.h"

#include "engine/kernel/listeners.h"
#include "engine/kernel/publishedports.h"

#include <fstream>
#include <utility>

namespace parapet {

namespace {

Alerts::EphemeralPorts ephemeralPorts()
{
    Alerts::EphemeralPorts ports, read;
    std::ifstream file("/proc/sys/net/ipv4/ip_local_port_range");
    return file >> read.first >> read.last ? read : ports;
}

Listening::Judge judgeBy(Reach reach)
{
    return [reach = std::move(reach)](ListeningProgram &row) { reach.judge(row); };
}

std::string problemWithWatch(const Error &error)
{
    return "New programs that listen are not noticed, so nobody is asked about them: " + error.text;
}

}  // namespace

ProgramWatch::ProgramWatch(Firewall &firewall, const Clock &clock, ProgramFiles &files, Acknowledged::Memory memory,
                           Reach reach)
    : m_alerts(firewall, clock, ephemeralPorts(), std::move(memory)), m_descriptions({})
{
    Result<std::unique_ptr<ListenWatch>> watch = openListenWatch();
    if (!watch)
        m_problem = problemWithWatch(watch.error());
    Listening::Kernel kernel{watch ? std::move(*watch) : nullptr, {}, [] {
                                 Result<std::vector<PortKey>> ports = listPublishedPorts();
                                 return ports ? std::move(*ports) : std::vector<PortKey>();
                             }};
    if (Result<Listeners> listeners = Listeners::open()) {
        const auto kept = std::make_shared<Listeners>(std::move(*listeners));
        kernel.list = [kept] { return kept->list(); };
    } else {
        m_problem = problemWithWatch(listeners.error());
        kernel.list = [error = listeners.error()]() -> Result<std::vector<Listener>> { return error; };
    }
    m_listening = std::make_unique<Listening>(
        std::move(kernel), [this](const OwnerResolver::Question &question) { return m_resolver->ask(question); },
        judgeBy(std::move(reach)));
    m_resolver = std::make_unique<OwnerResolver>(
        openSocketHolders(), ProcessReader(files, ProcessReader::Sessions::ofThisSystem()), UnitProgram::ofThisSystem(),
        [this](std::vector<OwnerResolver::Answer> answers) {
            QMetaObject::invokeMethod(m_listening.get(),
                                      [this, answers = std::move(answers)] { m_listening->learn(answers); });
        });
    connect(m_listening.get(), &Listening::appeared, &m_alerts, &Alerts::appeared);
    connect(m_listening.get(), &Listening::changed, &m_alerts, &Alerts::changed);
    connect(m_listening.get(), &Listening::gone, &m_alerts, &Alerts::gone);
    connect(m_listening.get(), &Listening::listChanged, &firewall, &Firewall::listeningChanged);
    connect(&m_alerts, &Alerts::describe, &m_descriptions, &Descriptions::describe);
    connect(&m_descriptions, &Descriptions::described, &m_alerts, &Alerts::described);
}

ProgramWatch::~ProgramWatch()
{
    m_resolver.reset();
}

std::string ProgramWatch::start()
{
    m_listening->start();
    return m_problem;
}

void ProgramWatch::setReach(Reach reach)
{
    m_listening->judgeAgain(judgeBy(std::move(reach)));
}

}  // namespace parapet
