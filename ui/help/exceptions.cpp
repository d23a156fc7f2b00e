// SPDX-License-Identifier: GPL-2.0-or-later
// Help: what an exception costs, and how to keep it small.
#include "ui/help/helpparts.h"

namespace parapet {

QString exceptionsHelp()
{
    const QString advice = helpList({
        Help::tr("Allow only what you really need, and only while you need it. Clear the check box afterwards: the "
                 "entry stays in the list."),
        Help::tr("Never allow a program that you do not know."),
        Help::tr("Choose the smallest set of computers with \"Change scope...\": your own network rather than the "
                 "whole Internet, a few addresses rather than the network."),
        Help::tr("A program is better than a port. It can be reached only while it runs; a port stays open all the "
                 "time."),
        Help::tr("Keep programs that can be reached from outside up to date."),
    });
    return helpParagraph(Help::tr("Each exception is a door in the wall. Some programs need one: games with several "
                                  "players, sharing of files and printers, helping somebody from afar. Whoever finds "
                                  "the door can knock, and if the program behind it has a fault, come in."))
        + helpParagraph(Help::tr("The more exceptions there are, the more there is to attack. Harmful programs search "
                                 "the Internet for open doors all day long, without knowing you."))
        + helpHeading(Help::tr("How to keep the risk small")) + advice;
}

}  // namespace parapet
