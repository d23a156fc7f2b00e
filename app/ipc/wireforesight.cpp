// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ipc/wire.h"
#include "app/ipc/wiresettings.h"

namespace parapet {

namespace {

IpAddress takeAddress(Dictionary &from, QLatin1String key)
{
    const auto address = IpAddress::parse(from.text(key, wordLength));
    if (!address)
        from.note(QStringLiteral("%1 must be an IPv4 or IPv6 address.").arg(key));
    return address.value_or(IpAddress());
}

QVariantMap toWire(const Decision &decision)
{
    QVariantMap map{{QStringLiteral("accepted"), decision.verdict == Verdict::accept},
                    {QStringLiteral("reason"), wireText(word(decision.reason))}};
    if (decision.rule.kind != RuleId::Kind::none)
        map.insert(QStringLiteral("rule"), wireText(text(decision.rule)));
    return map;
}

Decision takeDecision(Dictionary &from)
{
    Decision decision;
    decision.verdict = from.flag(QLatin1String("accepted")) ? Verdict::accept : Verdict::drop;
    decision.reason = from.word(QLatin1String("reason"), reasonFromWord, "a reason");
    if (from.has(QLatin1String("rule")))
        decision.rule = ruleFromText(from.text(QLatin1String("rule"))).value_or(RuleId{});
    return decision;
}

}  // namespace

QVariantMap toWire(const NewFlow &flow)
{
    QVariantMap map{{QStringLiteral("source"), wireText(flow.remote.text())},
                    {QStringLiteral("destination"), wireText(flow.local.text())}};
    if (flow.icmpType)
        map.insert(QStringLiteral("icmp-type"), uint(*flow.icmpType));
    else
        portKeyToWire(map, flow.port);
    if (flow.remotePort != NewFlow().remotePort)
        map.insert(QStringLiteral("source-port"), uint(flow.remotePort));
    if (!flow.interface.empty())
        map.insert(QStringLiteral("interface"), wireText(flow.interface));
    return map;
}

Result<NewFlow> newFlowFromWire(const QVariantMap &map)
{
    NewFlow flow;
    Dictionary from(map, QStringLiteral("The flow"));
    if (from.has(QLatin1String("icmp-type")))
        flow.icmpType = from.number<std::uint8_t>(QLatin1String("icmp-type"));
    else
        flow.port = takePortKey(from);
    if (from.has(QLatin1String("source-port")))
        flow.remotePort = from.number<std::uint16_t>(QLatin1String("source-port"));
    flow.remote = takeAddress(from, QLatin1String("source"));
    flow.local = takeAddress(from, QLatin1String("destination"));
    if (from.has(QLatin1String("interface")))
        flow.interface = from.text(QLatin1String("interface"), wordLength);
    if (flow.remote.isV4() != flow.local.isV4() && !flow.local.isUnspecified())
        from.note(QStringLiteral("source and destination must be of one IP version."));
    if (auto outcome = from.finish(); !outcome)
        return outcome.error();
    return flow;
}

QVariantMap toWire(const Foresight &foresight)
{
    return {{QStringLiteral("now"), toWire(foresight.now)}, {QStringLiteral("then"), toWire(foresight.then)}};
}

Result<Foresight> foresightFromWire(const QVariantMap &map)
{
    Dictionary from(map, QStringLiteral("The foresight"));
    Dictionary now(from.map(QLatin1String("now")), QStringLiteral("The foresight, now"));
    Dictionary then(from.map(QLatin1String("then")), QStringLiteral("The foresight, then"));
    const Foresight foresight{takeDecision(now), takeDecision(then)};
    for (Dictionary *each : {&from, &now, &then}) {
        if (auto outcome = each->finish(); !outcome)
            return outcome.error();
    }
    return foresight;
}

}  // namespace parapet
