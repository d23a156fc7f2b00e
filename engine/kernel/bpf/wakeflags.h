/* SPDX-License-Identifier: GPL-2.0-or-later */
/* WakeFlags: the words that the BPF programs of the listen watch share with user space. By the first two both spare each other
 * needless wake-ups; each is only ever exchanged, so that no order of the two loses an event. */
#pragma once

#include <linux/types.h>

struct WakeFlags {
    __u32 changed; /* set by the programs: something happened since the reader cleared it */
    __u32 asleep;  /* set by the reader: wake me at the next event; cleared by who does it */
    __u32 listens; /* counts the TCP sockets that are about to begin or to cease to listen */
};
