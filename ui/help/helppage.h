// SPDX-License-Identifier: GPL-2.0-or-later
// HelpPage: the short pages behind the questions in the windows. Their HTML is made from translated sentences of our
// own (helpparts.h); nothing foreign is ever in it.
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace parapet {

enum class HelpPage { firewall, exceptions, ports, unblocking };
inline constexpr std::array allHelpPages{HelpPage::firewall, HelpPage::exceptions, HelpPage::ports,
                                         HelpPage::unblocking};

QString helpTitle(HelpPage page);
QString helpHtml(HelpPage page);  // ends with links to the other pages

// How the link to a page is written, and which page a link means.
QString helpAddress(HelpPage page);
std::optional<HelpPage> helpPage(const QString &address);

}  // namespace parapet
