// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/foreigntables.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>

#include <bit>
#include <cstring>
#include <fstream>
#include <sys/socket.h>
#include <unistd.h>

namespace parapet {

namespace {

struct Version {
    const char *family;
    const char *names;  // the tables that somebody used since the start; root may read it
    int domain;
    int level;
    int question;
};

constexpr Version versions[] = {
    {"legacy ip", "/proc/self/net/ip_tables_names", AF_INET, IPPROTO_IP, IPT_SO_GET_INFO},
    {"legacy ip6", "/proc/self/net/ip6_tables_names", AF_INET6, IPPROTO_IPV6, IP6T_SO_GET_INFO},
};
static_assert(sizeof(ipt_getinfo) == sizeof(ip6t_getinfo));

// An empty table has one entry for the policy of each of its hooks, and one at its end.
bool hasRules(int socket, const Version &version, const std::string &table)
{
    ipt_getinfo info{};
    socklen_t length = sizeof info;
    if (table.size() >= sizeof info.name)
        return false;
    std::memcpy(info.name, table.c_str(), table.size());
    if (getsockopt(socket, version.level, version.question, &info, &length) != 0)
        return false;
    return info.num_entries > static_cast<unsigned>(std::popcount(info.valid_hooks)) + 1;
}

}  // namespace

void addLegacyTables(std::vector<ForeignTable> &tables)
{
    for (const Version &version : versions) {
        std::ifstream names(version.names);
        const int socket = ::socket(version.domain, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        for (std::string table; socket >= 0 && std::getline(names, table);) {
            if (table != "nat" && hasRules(socket, version, table))
                tables.push_back({version.family, table, false, true, true});
        }
        if (socket >= 0)
            close(socket);
    }
}

}  // namespace parapet
