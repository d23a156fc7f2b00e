// SPDX-License-Identifier: GPL-2.0-or-later
// Writes where the fuzzers start from: make_corpus DIRECTORY -> DIRECTORY/parser/*, DIRECTORY/filter/*.
#include "tests/support/goodpackets.h"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>

using namespace parapet::test;

namespace {

enum StepKind : std::uint8_t { receive, send, wait, change };
enum Mode : std::uint8_t { off, on, onWithoutExceptions };

// A story for fuzz_filter, in the form that is described there.
class Story {
public:
    explicit Story(Mode mode) { m_writer.u8(mode); }

    Story &step(StepKind kind, const PacketBytes &packet)
    {
        m_writer.u8(kind).u8(std::uint32_t(packet.size())).append(packet);
        return *this;
    }
    PacketBytes bytes() { return m_writer.take(); }

private:
    ByteWriter m_writer;
};

// "a TCP SYN over IPv4" -> a-TCP-SYN-over-IPv4
std::string fileName(std::string name)
{
    std::ranges::replace_if(
        name, [](unsigned char c) { return !std::isalnum(c); }, '-');
    return name;
}

bool write(const std::filesystem::path &folder, const std::string &name, const PacketBytes &bytes)
{
    std::ofstream file(folder / fileName(name), std::ios::binary);
    file.write(reinterpret_cast<const char *>(bytes.data()), std::streamsize(bytes.size()));
    return bool(file.flush());
}

bool writeStories(const std::filesystem::path &folder)
{
    const auto syn = from4().tcp(40000, 80, flag::syn).bytes();
    const auto synAck = to4().tcp(80, 40000, flag::syn | flag::ack).bytes();
    const auto query = from6().udp(40000, 53).bytes(), answer = to6().udp(53, 40000).bytes();
    return write(folder, "we connect", Story(on).step(send, syn).step(receive, synAck).bytes())
        && write(folder, "they connect",
                 Story(on)
                     .step(receive, to4().tcp(40000, 80, flag::syn).bytes())
                     .step(receive, to4().tcp(40000, 80, flag::ack).bytes())
                     .bytes())
        && write(folder, "they connect without exceptions",
                 Story(onWithoutExceptions).step(receive, to4().tcp(40000, 80, flag::syn).bytes()).bytes())
        && write(folder, "we ask over UDP and wait too long",
                 Story(on)
                     .step(send, query)
                     .step(receive, answer)
                     .step(wait, PacketBytes(200))
                     .step(receive, answer)
                     .bytes())
        && write(folder, "an error about what we sent",
                 Story(on).step(send, query).step(receive, to6().icmpError(1, 4, query).bytes()).bytes())
        && write(folder, "the mode changes",
                 Story(off)
                     .step(receive, answer)
                     .step(change, PacketBytes(1))
                     .step(receive, answer)
                     .step(change, PacketBytes(2))
                     .step(receive, answer)
                     .bytes());
}

bool writeCorpus(const std::filesystem::path &root)
{
    const auto parser = root / "parser", filter = root / "filter";
    std::error_code failure;
    std::filesystem::create_directories(parser, failure);
    std::filesystem::create_directories(filter, failure);
    bool good = !failure && writeStories(filter);
    for (const GoodPacket &packet : goodPackets())
        good = good && write(parser, packet.name, packet.bytes)
            && write(filter, packet.name, Story(on).step(receive, packet.bytes).bytes());
    return good;
}

}  // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::cerr << "usage: make_corpus DIRECTORY\n";
        return 2;
    }
    if (!writeCorpus(argv[1])) {
        std::cerr << "make_corpus: cannot write to " << argv[1] << '\n';
        return 1;
    }
    return 0;
}
