// SPDX-License-Identifier: GPL-2.0-or-later
// Help: what the firewall does and what it does not do.
#include "ui/help/helpparts.h"

namespace parapet {

QString firewallHelp()
{
    const QString does = helpList({
        Help::tr("It refuses connections that others begin, from the Internet and from your own network, and gives no "
                 "answer to them."),
        Help::tr("It lets in the answers to what this computer began: pages that you open, mail that you fetch."),
        Help::tr("It lets in what you select on the Exceptions tab, from the computers that you choose."),
        Help::tr("It writes down what it refused, if you switch that on on the Advanced tab."),
    });
    const QString doesNot = helpList({
        Help::tr("It does not find or remove viruses and other harmful programs."),
        Help::tr("It does not read your mail, and does not stop you from opening a harmful attachment."),
        Help::tr("It does not keep programs on this computer from sending something out."),
        Help::tr("It does not replace updates: what you let in reaches programs that may have faults."),
    });
    return helpParagraph(Help::tr("Parapet Firewall stands between this computer and the networks that it is "
                                  "connected to. It works for the whole computer, for every user, also while nobody "
                                  "is logged in."))
        + helpHeading(Help::tr("What it does")) + does + helpHeading(Help::tr("What it does not do")) + doesNot
        + helpHeading(Help::tr("On, Don't allow exceptions, Off"))
        + helpParagraph(Help::tr("On is right nearly always. \"Don't allow exceptions\" is for places that you do not "
                                 "trust, such as an airport: all connections from outside are refused then, on every "
                                 "network connection, and your list of exceptions stays as it is for later. Off "
                                 "filters nothing at all. If a program does not work, add an exception for it "
                                 "instead."));
}

}  // namespace parapet
