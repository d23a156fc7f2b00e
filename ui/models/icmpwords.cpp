// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/models/icmpwords.h"

#include <QCoreApplication>

namespace parapet {

namespace {

// lupdate needs the context and the text in one place.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(parapet::IcmpWords)
};

}  // namespace

QString icmpLabel(IcmpItem item)
{
    switch (item) {
    case IcmpItem::echoRequest: return Words::tr("Allow incoming echo request");
    case IcmpItem::timestampRequest: return Words::tr("Allow incoming timestamp request");
    case IcmpItem::maskRequest: return Words::tr("Allow incoming mask request");
    case IcmpItem::routerRequest: return Words::tr("Allow incoming router request");
    case IcmpItem::destinationUnreachable: return Words::tr("Allow outgoing destination unreachable");
    case IcmpItem::sourceQuench: return Words::tr("Allow outgoing source quench");
    case IcmpItem::parameterProblem: return Words::tr("Allow outgoing parameter problem");
    case IcmpItem::timeExceeded: return Words::tr("Allow outgoing time exceeded");
    case IcmpItem::redirect: return Words::tr("Allow redirect");
    case IcmpItem::packetTooBig: return Words::tr("Allow outgoing packet too big");
    }
    return {};
}

QString icmpDescription(IcmpItem item)
{
    switch (item) {
    case IcmpItem::echoRequest:
        return Words::tr("Whoever sends a message to this computer gets the same message back. People use this to "
                         "find out whether a computer can be reached, for example with the program ping.");
    case IcmpItem::timestampRequest:
        return Words::tr("Whoever sends data to this computer can be told at what time it arrived.");
    case IcmpItem::maskRequest:
        return Words::tr("This computer answers when others ask about the network that it is attached to.");
    case IcmpItem::routerRequest: return Words::tr("This computer answers when others ask which routes it knows.");
    case IcmpItem::destinationUnreachable:
        return Words::tr("When data cannot reach this computer or one of its programs, the sender is told that it was "
                         "discarded, and why.");
    case IcmpItem::sourceQuench:
        return Words::tr("When data arrives faster than this computer can handle it, some is dropped and the sender "
                         "is asked to slow down.");
    case IcmpItem::parameterProblem:
        return Words::tr("When this computer drops data because its header is wrong, the sender is told so.");
    case IcmpItem::timeExceeded:
        return Words::tr("When this computer drops data because it was under way for too long or some of it never "
                         "arrived, the sender is told so.");
    case IcmpItem::redirect:
        return Words::tr("When a router says that there is a better way to some destination, data from this computer "
                         "takes that way from then on.");
    case IcmpItem::packetTooBig:
        return Words::tr("When a packet is too large to be passed on, the sender is told so. Only IPv6 knows this "
                         "message.");
    }
    return {};
}

QString icmpEchoForced()
{
    return Words::tr("Echo requests are always allowed at the moment, because TCP port 445 is open: File and Printer "
                     "Sharing or another entry of the Exceptions tab opens it. Close the port there to choose for "
                     "yourself.");
}

}  // namespace parapet
