/* SPDX-License-Identifier: GPL-2.0-or-later */
/* WakeFlags: the two words by which the BPF programs of the listen watch and their reader in user space spare each other
 * needless wake-ups. Each is only ever exchanged, so that no order of the two loses an event. */
#pragma once

#include <linux/types.h>

struct WakeFlags {
    __u32 changed; /* set by the programs: something happened since the reader cleared it */
    __u32 asleep;  /* set by the reader: wake me at the next event; cleared by who does it */
};
