/* SPDX-License-Identifier: GPL-2.0-or-later */
/* HeldSocket: what the BPF iterator tells user space of each open file that is a socket. */
#pragma once

#include <linux/types.h>

struct HeldSocket {
    __u64 inode; /* in sockfs */
    __u32 pid;   /* of the process (thread group), as the initial pid namespace counts */
    __u32 unused;
};
