// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of a help page, and the pages, each in a file of its own.
#pragma once

#include <QCoreApplication>
#include <QStringList>

namespace parapet {

// For Help::tr(): all pages share one context of the translation.
struct Help {
    Q_DECLARE_TR_FUNCTIONS(Help)
};

// Sentences are text: a translator who writes "<" means "<".
QString helpParagraph(const QString &sentences);
QString helpHeading(const QString &words);
QString helpList(const QStringList &items);

// Without title and links.
QString firewallHelp();
QString exceptionsHelp();
QString portsHelp();
QString unblockingHelp();

}  // namespace parapet
