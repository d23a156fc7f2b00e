// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/dropcounters.h"

#include "engine/kernel/nftables.h"
#include "engine/kernel/nftdump.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libnftnl/object.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netlink.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace parapet {

namespace {

using Object = std::unique_ptr<nftnl_obj, decltype(&nftnl_obj_free)>;

Object makeObject()
{
    return {nftnl_obj_alloc(), nftnl_obj_free};
}

// An object of the table that counts nothing; what follows this in its name is the epoch.
constexpr std::string_view epochPrefix = "epoch_";

struct Counters {
    DropCounters counters;
    std::string epoch;
};

Counters understood(std::map<std::string, std::uint64_t> packets)
{
    // The kernel reads one counter after the other, so a packet may be in the second and not yet in the first.
    DropCounters counters;
    counters.passed = packets["passed"];
    counters.queued = std::max(packets["queued"], counters.passed);
    counters.spoofed = packets["spoofed"];
    counters.icmp = packets["icmp_errors"];
    counters.published = packets["published"];
    counters.flooded = packets["flooded"];
    const auto epoch = packets.lower_bound(std::string(epochPrefix));
    const bool begun = epoch != packets.end() && epoch->first.starts_with(epochPrefix);
    return {counters, begun ? epoch->first.substr(epochPrefix.size()) : std::string()};
}

Result<Counters> readCounters()
{
    Result<NetlinkSocket> socket = NetlinkSocket::open(NETLINK_NETFILTER);
    if (!socket)
        return socket.error();
    std::map<std::string, std::uint64_t> packets;
    const Object ours = makeObject();
    nftnl_obj_set_str(ours.get(), NFTNL_OBJ_TABLE, "parapet");
    nftnl_obj_set_u32(ours.get(), NFTNL_OBJ_TYPE, NFT_OBJECT_COUNTER);
    Outcome read = dumpNft(
        *socket, NFT_MSG_GETOBJ, NFPROTO_INET,
        [&](nlmsghdr *message) { nftnl_obj_nlmsg_build_payload(message, ours.get()); },
        [&](const nlmsghdr *message) {
            const Object counter = makeObject();
            if (nftnl_obj_nlmsg_parse(message, counter.get()) >= 0)
                packets[nftnl_obj_get_str(counter.get(), NFTNL_OBJ_NAME)] =
                    nftnl_obj_get_u64(counter.get(), NFTNL_OBJ_CTR_PKTS);
        });
    if (!read)
        return read.error();
    if (packets.empty())  // the kernel's answer about a table that is not there
        return Error{ErrorKind::notFound, "The counters of the firewall are not in the kernel."};
    return understood(std::move(packets));
}

// The third column of the kernel's table of queues: sent to a program and without a verdict yet.
std::uint64_t packetsWaiting(std::uint16_t queueNumber)
{
    std::ifstream table("/proc/self/net/netfilter/nfnetlink_queue");
    for (std::string line; std::getline(table, line);) {
        std::istringstream columns(line);
        std::uint64_t number = 0, program = 0, waiting = 0;
        if (columns >> number >> program >> waiting && number == queueNumber)
            return waiting;
    }
    return 0;
}

}  // namespace

Result<DropReading> readDrops(std::uint16_t queueNumber)
{
    const std::uint64_t waiting = packetsWaiting(queueNumber);
    Result<Counters> read = readCounters();
    if (!read)
        return read.error();
    return DropReading{std::move(read->epoch), read->counters, waiting};
}

Result<DropCounters> readDropCounters()
{
    const Result<Counters> read = readCounters();
    if (!read)
        return read.error();
    return read->counters;
}

Outcome beginEpoch(Nftables &nftables)
{
    const Result<Counters> read = readCounters();
    if (!read)
        return read.error();
    if (!read->epoch.empty())
        return Done{};
    std::random_device random;
    char name[24];
    std::snprintf(name, sizeof name, "%08x%08x", unsigned(random()), unsigned(random()));
    return nftables.apply("add counter inet parapet " + std::string(epochPrefix) + name + "\n");
}

}  // namespace parapet
