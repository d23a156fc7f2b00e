// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/ctl/diag/diagnosis.h"

#include "app/ctl/diag/checks.h"
#include "app/ctl/layout.h"
#include "app/ctl/plaintext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <iterator>

namespace parapet::ctl {

namespace {

struct Words {
    std::string_view title;
    std::string_view json;
};

Words words(Grade grade)
{
    switch (grade) {
    case Grade::pass: return {"Pass", "pass"};
    case Grade::warn: return {"Warn", "warn"};
    case Grade::fail: break;
    }
    return {"Fail", "fail"};
}

Grade worst(const Findings &findings)
{
    const auto found = std::ranges::max_element(findings, {}, &Finding::grade);
    return found == findings.end() ? Grade::pass : found->grade;
}

std::ptrdiff_t count(const Findings &findings, Grade grade)
{
    return std::ranges::count(findings, grade, &Finding::grade);
}

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QJsonObject findingJson(const Finding &finding)
{
    QJsonObject object{{QStringLiteral("result"), text(words(finding.grade).json)},
                       {QStringLiteral("check"), text(finding.check)},
                       {QStringLiteral("text"), text(finding.text)}};
    if (!finding.advice.empty())
        object.insert(QStringLiteral("advice"), text(finding.advice));
    return object;
}

}  // namespace

// The numbers are those of the steps in "Troubleshooting the firewall" of Microsoft's article 875357.
Findings diagnose(const Surroundings &around)
{
    Findings all;
    const auto add = [&](Findings findings) { std::ranges::move(findings, std::back_inserter(all)); };
    add(checkAddresses(around.addresses));  // 1: ping the loopback address and the assigned one
    add(checkService(around));              // 4: sc query sharedaccess
    if (around.firewall) {
        add(checkKernel(*around.firewall));       // 5: sc query ipnat, the driver
        add(checkNotices(*around.firewall));      // 6: no errors in the event log
        add(checkOpmode(*around.firewall));       // 2: set to Off, or On with no exceptions?
        add(checkConnections(*around.firewall));  // 2: on the Advanced tab
        add(checkSettings(*around.firewall));     // 3: unintended settings; 6: Restore Defaults
        add(checkPolicy());                       // 7: gpresult
        // "Gathering diagnostic data": show state beside netstat -ano
        add(checkListening(*around.firewall, around.listening));
        add(checkLog(*around.firewall, around.inspection));
    } else {
        add({{Grade::warn, "settings",
              "What only parapetd knows was not looked at: its rules, the operating mode, the settings, the log, and "
              "who "
              "listens."}});
    }
    add(checkOtherFirewalls(around));
    add(checkClock(around));
    return all;
}

std::string diagnosisText(const Findings &findings)
{
    std::string text = section("Diagnosis", "Result  Check            Finding");
    for (const Finding &finding : findings) {
        text += row({{words(finding.grade).title, 8}, {finding.check, 17}, {finding.text, 0}});
        if (!finding.advice.empty())
            text += row({{"", 25}, {finding.advice, 0}});
    }
    const auto number = [&](Grade grade) { return std::to_string(count(findings, grade)); };
    return text + "\nPassed: " + number(Grade::pass) + ", warnings: " + number(Grade::warn)
        + ", failed: " + number(Grade::fail) + ".\n";
}

// JSON escapes control characters only; what else a terminal must not act on can stand nowhere but inside strings.
std::string diagnosisJson(const Findings &findings)
{
    QJsonArray list;
    for (const Finding &finding : findings)
        list.append(findingJson(finding));
    const QJsonObject object{{QStringLiteral("result"), text(words(worst(findings)).json)},
                             {QStringLiteral("passed"), qint64(count(findings, Grade::pass))},
                             {QStringLiteral("warnings"), qint64(count(findings, Grade::warn))},
                             {QStringLiteral("failed"), qint64(count(findings, Grade::fail))},
                             {QStringLiteral("findings"), list}};
    return plain(QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString()) + "\n";
}

Report diagnosisReport(const Invocation &invocation, const FirewallProxy &firewall)
{
    const Findings findings = diagnose(lookAround(firewall));
    return {worst(findings) == Grade::fail ? exitFailed : exitOk,
            invocation.json ? diagnosisJson(findings) : diagnosisText(findings),
            {}};
}

}  // namespace parapet::ctl
