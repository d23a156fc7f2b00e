// SPDX-License-Identifier: GPL-2.0-or-later
// Frames: a batch of made-up IPv4 packets that go out of a device past the kernel's own network stack, with one system call.
// Allocates in the constructor only. One thread. What fails ends the program with a message.
#pragma once

#include "bench/speed/options.h"
#include "engine/base/descriptor.h"

#include <linux/if_ether.h>
#include <linux/ip.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <sys/socket.h>

#include <cstdint>
#include <vector>

namespace parapet::speed {

struct Sender {
    std::uint32_t address = 0;  // host byte order
    std::uint16_t port = 0;
};

// What a sprayed datagram carries.
struct Note {
    std::uint64_t flow;
    std::int64_t sent;  // nanoseconds of the steady clock
};

class Frames {
public:
    static constexpr int batch = 64;

    // device=NAME to=MAC address=A
    explicit Frames(const Options &options);

    void putSyn(int at, const Sender &from, std::uint16_t port, std::uint32_t sequence);
    void putDatagram(int at, const Sender &from, std::uint16_t port, const Note &note);
    // How many of the first `count` the device took.
    int send(int count);

private:
    struct [[gnu::packed]] Syn {
        ethhdr ether;
        iphdr ip;
        tcphdr tcp;
    };
    struct [[gnu::packed]] Datagram {
        ethhdr ether;
        iphdr ip;
        udphdr udp;
        Note note;
    };
    union Frame {
        Syn syn;
        Datagram datagram;
    };
    iphdr header(const Sender &from, std::uint8_t protocol, std::size_t length) const;

    Descriptor m_socket;
    ethhdr m_ether{};
    std::uint32_t m_to = 0;  // network byte order
    std::vector<Frame> m_frames;
    std::vector<iovec> m_places;
    std::vector<mmsghdr> m_messages;
};

}  // namespace parapet::speed
