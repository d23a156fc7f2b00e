// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/helper/directreceivers.h"

#include <utility>

namespace parapet {

DirectReceivers::DirectReceivers(SocketLookup lookup, std::unique_ptr<SocketHolders> holders, ProcessReader reader)
    : m_lookup(std::move(lookup)), m_holders(std::move(holders)), m_reader(std::move(reader))
{
}

Receivers::Answer DirectReceivers::of(const FlowKey &flow, std::uint32_t interface, bool toMany)
{
    std::vector<std::uint64_t> inodes;
    std::uint64_t cookie = 0;
    const auto add = [&](const ReceivingSocket &socket) {
        inodes.push_back(socket.inode);
        cookie = socket.cookie;
    };
    if (toMany)
        (void)m_lookup.findAll(flow, interface, add);
    else if (const auto socket = m_lookup.find(flow, interface))
        add(*socket);
    if (inodes.empty())
        return {};
    m_processes.clear();
    const Holders holders = m_holders->find(inodes);
    for (const std::uint64_t inode : inodes) {
        const auto found = holders.find(inode);
        if (found == holders.end()) {
            m_processes.emplace_back();  // nobody that we can see
            continue;
        }
        for (const pid_t pid : found->second) {
            if (const auto process = m_reader.read(pid))
                m_processes.push_back(process->keys);
        }
    }
    return {Answer::State::known, m_processes, toMany ? 0 : cookie};
}

}  // namespace parapet
