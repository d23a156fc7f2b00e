// SPDX-License-Identifier: GPL-2.0-or-later
// Help: the question behind every exception for a program.
#include "ui/help/helpparts.h"

namespace parapet {

QString unblockingHelp()
{
    const QString yes = helpList({
        Help::tr("You know the program, and you started it yourself."),
        Help::tr("You want others to connect to it: to play against you, to fetch your files, to help you."),
        Help::tr("You know where it comes from, for example from the software sources of this system."),
    });
    const QString no = helpList({
        Help::tr("You have never heard of the program, or do not know why it runs."),
        Help::tr("It works as it should without. Browsers and mail programs need no exception, because they begin "
                 "their connections themselves."),
        Help::tr("You are in a place that you do not trust."),
    });
    return helpParagraph(Help::tr("A program that is unblocked can be reached by others while it runs. Until then it "
                                  "can still connect to others itself."))
        + helpParagraph(Help::tr("Parapet Firewall asks when a program of yours begins to wait for connections and "
                                 "nothing lets others reach it. \"Keep Blocking\" adds it to the Exceptions list with "
                                 "an empty check box, \"Unblock\" with a check mark; then you are not asked about it "
                                 "again. After \"Ask Me Later\" the question comes back when the program starts "
                                 "again. \"Unblock\" lets in the computers that are named above the buttons: those of "
                                 "your own network, unless you choose others."))
        + helpHeading(Help::tr("Unblock it if all of this is true")) + yes
        + helpHeading(Help::tr("Keep it blocked if any of this is true")) + no
        + helpParagraph(Help::tr("If you are not sure, keep it blocked, and see whether something that you need does "
                                 "not work. You can change your mind at any time on the Exceptions tab."));
}

}  // namespace parapet
