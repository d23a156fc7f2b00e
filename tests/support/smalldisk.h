// SPDX-License-Identifier: GPL-2.0-or-later
// SmallDisk: a file system of a few hundred kilobytes that a test can fill or make read-only. It lives in a mount
// namespace of this process, so that nothing is left behind even when the test crashes. Needs root.
#pragma once

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <array>
#include <string>

namespace parapet::test {

class SmallDisk {
public:
    SmallDisk(const std::string &folder, int kilobytes) : m_folder(folder)
    {
        static const bool isolated =
            ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
        const std::string options = "size=" + std::to_string(kilobytes) + "k";
        m_mounted = isolated && ::mount("tmpfs", folder.c_str(), "tmpfs", 0, options.c_str()) == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_folder.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    bool isMounted() const { return m_mounted; }
    std::string path(const std::string &name) const { return m_folder + "/" + name; }

    bool makeReadOnly() const
    {
        return ::mount("none", m_folder.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    }

    // Takes every free byte, until release().
    void fill() const
    {
        const int fd = ::open(path("filler").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        static constexpr std::array<char, 4096> block{};
        for (std::size_t size = block.size(); size > 0; size /= 2) {
            while (::write(fd, block.data(), size) == static_cast<ssize_t>(size)) { }
        }
        ::close(fd);
    }
    void release() const { ::unlink(path("filler").c_str()); }

private:
    std::string m_folder;
    bool m_mounted = false;
};

}  // namespace parapet::test
