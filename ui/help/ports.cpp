// SPDX-License-Identifier: GPL-2.0-or-later
// Help: what an open port costs.
#include "ui/help/helpparts.h"

namespace parapet {

QString portsHelp()
{
    const QString advice = helpList({
        Help::tr("Give the entry a name that tells what it is for, with the port number in it. Nobody remembers after "
                 "a year why a port is open."),
        Help::tr("Choose with \"Change scope...\" who may use the port."),
        Help::tr("Clear the check box when you do not need the port, and delete the entry when you never will."),
    });
    return helpParagraph(Help::tr("Programs listen for others at ports, which are numbers from 1 to 65535. A port that "
                                  "is open here can be reached at any time by the computers that you choose, whatever "
                                  "program listens there, also one that you did not think of."))
        + helpParagraph(Help::tr("If you can, add the program instead of its port. A program can be reached only while "
                                 "it runs and listens; then nothing is open without need."))
        + helpHeading(Help::tr("If it must be a port")) + advice + helpHeading(Help::tr("Which port?"))
        + helpParagraph(Help::tr("Number and protocol, TCP or UDP, stand in the documentation of the program. Each "
                                 "entry opens one port; for several ports add several entries."));
}

}  // namespace parapet
