// SPDX-License-Identifier: GPL-2.0-or-later
// ProcfsHolders: SocketHolders by reading /proc/*/fd. Works everywhere, for the processes that our rights let us see; 8 to
// 100 ms.
#pragma once

#include "engine/program/socketholders.h"

#include <string>

namespace parapet {

class ProcfsHolders final : public SocketHolders {
public:
    explicit ProcfsHolders(std::string proc = "/proc") : m_proc(std::move(proc)) { }

    Holders find(std::span<const std::uint64_t> inodes) override;
    std::string_view name() const override { return "procfs"; }

private:
    std::string m_proc;
};

}  // namespace parapet
