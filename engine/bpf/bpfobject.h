// SPDX-License-Identifier: GPL-2.0-or-later
// BpfObject: RAII over the BPF programs and maps of one object file that is part of this binary. What it attached is
// detached when it goes. One thread. Errors (denied: no right; unsupported: not by this kernel) are the normal case in
// containers and on old kernels: the caller has another way.
#pragma once

#include "engine/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct bpf_link;
struct bpf_object;
struct bpf_program;

namespace parapet {

class BpfObject {
public:
    // `constant`: the one constant that the programs ask for, if they do.
    static Result<BpfObject> load(std::span<const std::byte> file, const std::uint64_t *constant = nullptr);
    BpfObject(BpfObject &&) noexcept;
    ~BpfObject();

    // File descriptor of a map; it belongs to the object.
    int map(const char *name) const;
    // To where its section says (tracepoint), to the cgroup of this descriptor, or as an iterator.
    Outcome attach(const char *program);
    Outcome attachToCgroup(const char *program, int cgroup);
    Result<int> attachIterator(const char *program);  // descriptor for bpf_iter_create(); it belongs to the object

private:
    struct Close {
        void operator()(bpf_object *object) const;
        void operator()(bpf_link *link) const;
    };
    explicit BpfObject(bpf_object *object);
    bpf_program *program(const char *name) const;
    Outcome keep(bpf_link *link);

    std::unique_ptr<bpf_object, Close> m_object;
    std::vector<std::unique_ptr<bpf_link, Close>> m_links;
};

}  // namespace parapet
