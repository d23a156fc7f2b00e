// SPDX-License-Identifier: GPL-2.0-or-later
// Who holds sockets, kernel side: an iterator over all open files of all processes, which tells of each that is a socket
// its inode and the process.
#include "engine/program/bpf/heldsocket.h"

#include <linux/bpf.h>
#include <linux/types.h>

#include <bpf/bpf_helpers.h>

enum { sockfsMagic = 0x534f434b };  // SOCKFS_MAGIC of the kernel's linux/magic.h

// What we read of the kernel's own structures; where it is in the running kernel, libbpf finds out (CO-RE).
struct super_block {
    unsigned long s_magic;
} __attribute__((preserve_access_index));
struct inode {
    struct super_block *i_sb;
    unsigned long i_ino;
} __attribute__((preserve_access_index));
struct file {
    struct inode *f_inode;
} __attribute__((preserve_access_index));
struct task_struct {
    int tgid;
} __attribute__((preserve_access_index));
struct seq_file;
struct bpf_iter_meta {
    struct seq_file *seq;
} __attribute__((preserve_access_index));
struct bpf_iter__task_file {
    struct bpf_iter_meta *meta;
    struct task_struct *task;
    struct file *file;
} __attribute__((preserve_access_index));

SEC("iter/task_file")
int tellSocket(struct bpf_iter__task_file *context)
{
    struct file *file = context->file;
    struct task_struct *task = context->task;
    if (!file || !task || file->f_inode->i_sb->s_magic != sockfsMagic)
        return 0;
    struct HeldSocket held = {.inode = file->f_inode->i_ino, .pid = (__u32)task->tgid};
    bpf_seq_write(context->meta->seq, &held, sizeof held);
    return 0;
}

char licence[] SEC("license") = "GPL";
