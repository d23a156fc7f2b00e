// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/kernel/nftdump.h"

#include <libmnl/libmnl.h>
#include <libnftnl/common.h>

#include <array>

namespace parapet {

Outcome dumpNft(NetlinkSocket &socket, std::uint16_t what, std::uint16_t family,
                const std::function<void(nlmsghdr *)> &filter, const std::function<void(const nlmsghdr *)> &each)
{
    std::array<char, 4096> buffer;
    nlmsghdr *message = nftnl_nlmsg_build_hdr(buffer.data(), what, family, NLM_F_DUMP, 0);
    if (filter)
        filter(message);
    return socket.request(message, each);
}

}  // namespace parapet
