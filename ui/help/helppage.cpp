// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/help/helppage.h"

#include "ui/help/helpparts.h"

#include <algorithm>

namespace parapet {

namespace {

QString content(HelpPage page)
{
    switch (page) {
    case HelpPage::firewall: return firewallHelp();
    case HelpPage::exceptions: return exceptionsHelp();
    case HelpPage::ports: return portsHelp();
    case HelpPage::unblocking: return unblockingHelp();
    }
    return {};
}

QString linkTo(HelpPage page)
{
    return QStringLiteral("<li><a href=\"%1\">%2</a></li>").arg(helpAddress(page), helpTitle(page).toHtmlEscaped());
}

}  // namespace

QString helpTitle(HelpPage page)
{
    switch (page) {
    case HelpPage::firewall: return Help::tr("What Parapet Firewall does");
    case HelpPage::exceptions: return Help::tr("The risks of allowing exceptions");
    case HelpPage::ports: return Help::tr("The risks of opening a port");
    case HelpPage::unblocking: return Help::tr("When to unblock a program");
    }
    return {};
}

QString helpHtml(HelpPage page)
{
    QString links;
    for (const HelpPage other : allHelpPages) {
        if (other != page)
            links += linkTo(other);
    }
    return QStringLiteral("<h2>%1</h2>%2%3<ul>%4</ul>")
        .arg(helpTitle(page).toHtmlEscaped(), content(page), helpHeading(Help::tr("See also")), links);
}

QString helpAddress(HelpPage page)
{
    return QStringLiteral("page:%1").arg(static_cast<int>(page));
}

std::optional<HelpPage> helpPage(const QString &address)
{
    const auto *found = std::ranges::find(allHelpPages, address, helpAddress);
    return found == allHelpPages.end() ? std::nullopt : std::optional(*found);
}

QString helpParagraph(const QString &sentences)
{
    return QStringLiteral("<p>%1</p>").arg(sentences.toHtmlEscaped());
}

QString helpHeading(const QString &words)
{
    return QStringLiteral("<h3>%1</h3>").arg(words.toHtmlEscaped());
}

QString helpList(const QStringList &items)
{
    QString list;
    for (const QString &item : items)
        list += QStringLiteral("<li>%1</li>").arg(item.toHtmlEscaped());
    return QStringLiteral("<ul>%1</ul>").arg(list);
}

}  // namespace parapet
