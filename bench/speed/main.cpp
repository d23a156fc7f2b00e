// SPDX-License-Identifier: GPL-2.0-or-later
// speed_load WORK [NAME=VALUE]...: the traffic that bench/speed.py measures with; work.h says what there is.
#include "bench/speed/work.h"

#include <csignal>
#include <cstdio>
#include <map>
#include <string>

using namespace parapet::speed;

int main(int argc, char **argv)
{
    const std::map<std::string, void (*)(const Options &)> works{
        {"accept", acceptConnections},   {"sink", sinkStreams},         {"echo", echoDatagrams},
        {"connect", connectMany},        {"first", connectFirst},       {"streams", sendStreams},
        {"exchange", exchangeDatagrams}, {"cost", costOfDatagram},      {"flood", floodSyns},
        {"spray", sprayDatagrams},       {"collect", collectDatagrams}, {"forget", forgetFlows},
        {"bare-queue", bareQueue},
    };
    const auto work = argc > 1 ? works.find(argv[1]) : works.end();
    if (work == works.end()) {
        std::fprintf(stderr, "usage: speed_load WORK [NAME=VALUE]... (see work.h)\n");
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    work->second(Options(argc - 2, argv + 2));
    return 0;
}
