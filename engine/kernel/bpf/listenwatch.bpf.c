// SPDX-License-Identifier: GPL-2.0-or-later
// The listen watch, kernel side: TCP sockets that enter or leave LISTEN, UDP sockets that are bound to a port by hand, and
// the end of those. It only sets flags and wakes its reader; what listens now, the reader asks the kernel. At the root
// of the cgroups the hooks see the whole machine: what is not of our network namespace is left alone at once. The
// programs on cgroups answer 1, which lets the call go on, always.
#include "engine/kernel/bpf/wakeflags.h"

#include <linux/bpf.h>
#include <linux/types.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

enum { proceed = 1, tcpClose = 7, tcpListen = 10, udp = 17, rememberedSockets = 16384 };

// What we read of the kernel's own structures; where it is in the running kernel, libbpf finds out (CO-RE).
struct net {
    __u64 net_cookie;
} __attribute__((preserve_access_index));
typedef struct {
    struct net *net;
} __attribute__((preserve_access_index)) possible_net_t;
struct sock_common {
    possible_net_t skc_net;
} __attribute__((preserve_access_index));
struct sock {
    struct sock_common __sk_common;
} __attribute__((preserve_access_index));

const volatile __u64 ourNamespace = 0;

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(map_flags, BPF_F_MMAPABLE);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, struct WakeFlags);
} flags SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 4096 * 16);  // a multiple of the page size, whatever that is
} wakeups SEC(".maps");

// UDP sockets whose end is to be told, by cookie: those that a program bound itself, to a port or to any (1), and those
// that were there before us and of which that is not known (0). Of too many the oldest are forgotten.
struct {
    __uint(type, BPF_MAP_TYPE_LRU_HASH);
    __uint(max_entries, rememberedSockets);
    __type(key, __u64);
    __type(value, __u8);
} bound SEC(".maps");

static __always_inline void wake(void)
{
    __u32 zero = 0;
    struct WakeFlags *shared = bpf_map_lookup_elem(&flags, &zero);
    if (!shared)
        return;
    __sync_lock_test_and_set(&shared->changed, 1);
    if (__sync_lock_test_and_set(&shared->asleep, 0))
        bpf_ringbuf_output(&wakeups, &zero, sizeof zero, BPF_RB_FORCE_WAKEUP);
}

// Arguments: the socket, its old state, its new state. The socket of a new connection is a copy of the one that listens: it
// leaves that state, too, but not to be closed.
SEC("raw_tp/inet_sock_set_state")
int stateChanged(struct bpf_raw_tracepoint_args *context)
{
    const int begins = context->args[2] == tcpListen;
    if (!begins && (context->args[1] != tcpListen || context->args[2] != tcpClose))
        return 0;
    const struct sock *socket = (const struct sock *)context->args[0];
    if (BPF_CORE_READ(socket, __sk_common.skc_net.net, net_cookie) != ourNamespace)
        return 0;
    const __u32 zero = 0;
    struct WakeFlags *shared = bpf_map_lookup_elem(&flags, &zero);
    if (shared)
        __sync_fetch_and_add(&shared->listens, 1);
    wake();
    return 0;
}

static __always_inline int boundToPort(struct bpf_sock *socket)
{
    if (socket->protocol != udp || bpf_get_netns_cookie(socket) != ourNamespace)
        return proceed;
    const __u64 cookie = bpf_get_socket_cookie(socket);
    const __u8 byHand = 1;
    bpf_map_update_elem(&bound, &cookie, &byHand, BPF_ANY);
    wake();
    return proceed;
}

SEC("cgroup/post_bind4")
int boundV4(struct bpf_sock *socket)
{
    return boundToPort(socket);
}

SEC("cgroup/post_bind6")
int boundV6(struct bpf_sock *socket)
{
    return boundToPort(socket);
}

SEC("cgroup/sock_release")
int released(struct bpf_sock *socket)
{
    if (socket->protocol != udp)
        return proceed;
    const __u64 cookie = bpf_get_socket_cookie(socket);
    if (bpf_map_delete_elem(&bound, &cookie) == 0)
        wake();
    return proceed;
}

char licence[] SEC("license") = "GPL";
