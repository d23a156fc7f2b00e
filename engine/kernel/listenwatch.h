// SPDX-License-Identifier: GPL-2.0-or-later
// ListenWatch: wakes its owner when a socket of this network namespace may have begun or ceased to listen. By BPF hooks
// where the kernel allows it, else by looking ten times a second; who uses it does not know which. The truth is always
// the kernel's own list (listListeners()): the watch only says when to look again. One thread.
#pragma once

#include "engine/base/result.h"
#include "engine/model/listener.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace parapet {

class ListenWatch {
public:
    virtual ~ListenWatch() = default;

    // Readable when there may be something new. Never more often than twenty times a second, whatever programs do.
    virtual int fd() const = 0;
    // Takes what is waiting. True: look at the list again.
    virtual bool take() = 0;
    virtual std::string_view name() const = 0;  // "bpf" or "polling"
};

// Errors: none of the ways works here (unsupported, denied).
Result<std::unique_ptr<ListenWatch>> openListenWatch();

// All listeners of this network namespace, in no order.
Result<std::vector<Listener>> listListeners();

}  // namespace parapet
