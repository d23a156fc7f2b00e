// SPDX-License-Identifier: GPL-2.0-or-later
#include "engine/bpf/bpfobject.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace parapet {

namespace {

Error refused(const char *doing, int code)
{
    const ErrorKind kind = code == EPERM || code == EACCES ? ErrorKind::denied : ErrorKind::unsupported;
    return {kind, std::string("The kernel did not ") + doing + " a BPF program: " + std::strerror(code) + "."};
}

}  // namespace

void BpfObject::Close::operator()(bpf_object *object) const
{
    bpf_object__close(object);
}

void BpfObject::Close::operator()(bpf_link *link) const
{
    bpf_link__destroy(link);
}

BpfObject::BpfObject(bpf_object *object) : m_object(object) { }
BpfObject::BpfObject(BpfObject &&) noexcept = default;
BpfObject::~BpfObject() = default;

Result<BpfObject> BpfObject::load(std::span<const std::byte> file, const std::uint64_t *constant)
{
    libbpf_set_print(nullptr);  // or it writes refusals to standard error
    BpfObject loaded(bpf_object__open_mem(file.data(), file.size(), nullptr));
    if (!loaded.m_object)
        return refused("open", errno);
    if (constant) {
        bpf_map *map = bpf_object__find_map_by_name(loaded.m_object.get(), ".rodata");
        if (!map || bpf_map__set_initial_value(map, constant, sizeof *constant) < 0)
            return refused("prepare", EINVAL);
    }
    if (bpf_object__load(loaded.m_object.get()) < 0)
        return refused("load", errno);
    return loaded;
}

int BpfObject::map(const char *name) const
{
    return bpf_object__find_map_fd_by_name(m_object.get(), name);
}

bpf_program *BpfObject::program(const char *name) const
{
    return bpf_object__find_program_by_name(m_object.get(), name);
}

Outcome BpfObject::keep(bpf_link *link)
{
    if (!link)
        return refused("attach", errno);
    m_links.emplace_back(link);
    return Done{};
}

Outcome BpfObject::attach(const char *name)
{
    return keep(bpf_program__attach(program(name)));
}

Outcome BpfObject::attachToCgroup(const char *name, int cgroup)
{
    return keep(bpf_program__attach_cgroup(program(name), cgroup));
}

Result<int> BpfObject::attachIterator(const char *name)
{
    if (Outcome attached = keep(bpf_program__attach_iter(program(name), nullptr)); !attached)
        return attached.error();
    return bpf_link__fd(m_links.back().get());
}

}  // namespace parapet
