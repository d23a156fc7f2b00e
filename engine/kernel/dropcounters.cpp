// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/dropcounters.h"

#include "engine/kernel/nftdump.h"

#include <netinet/in.h>  // before the kernel headers, which then leave its names alone

#include <libnftnl/object.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netlink.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

namespace parapet {

namespace {

using Object = std::unique_ptr<nftnl_obj, decltype(&nftnl_obj_free)>;

Object makeObject()
{
    return {nftnl_obj_alloc(), nftnl_obj_free};
}

}  // namespace

Result<DropCounters> readDropCounters()
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
    // The kernel reads one counter after the other, so a packet may be in the second and not yet in the first.
    DropCounters counters;
    counters.passed = packets["passed"];
    counters.queued = std::max(packets["queued"], counters.passed);
    counters.spoofed = packets["spoofed"];
    counters.icmp = packets["icmp_errors"];
    return counters;
}

}  // namespace parapet
