// SPDX-License-Identifier: GPL-2.0-or-later
// A little program that listens in every way that the lab needs. It answers what comes with its own name.
//
//   listener [option]... [/ [option]...]      several sockets are parted by "/"
//     tcp | udp           default tcp
//     address=A port=N    default ::, dual-stack; a port is needed
//     v6only              an IPv6 socket that takes no IPv4
//     device=IF           bound to this interface
//     reuseport           several programs may share the port
//     group=A             a member of this multicast group (on device=IF, else wherever)
//     children=N          N processes that share the socket (before they serve)
//     with=PROGRAM        shares the socket with a PROGRAM that it starts, "PROGRAM inherited"
//     exec=PROGRAM        becomes PROGRAM, which inherits the socket as descriptor 3 and serves it with "inherited"
//   listener inherited    serves the socket that is descriptor 3
//
// Writes "ready" to standard output when all of it listens; ends when standard input ends.
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr int inheritedSocket = 3;

using Options = std::map<std::string, std::string>;

[[noreturn]] void fail(const char *doing)
{
    std::perror(doing);
    std::exit(1);
}

void check(int result, const char *doing)
{
    if (result < 0)
        fail(doing);
}

std::vector<Options> optionsFrom(int argc, char **argv)
{
    std::vector<Options> all(1);
    for (int at = 1; at < argc; ++at) {
        const std::string word = argv[at];
        const std::size_t sign = word.find('=');
        if (word == "/")
            all.emplace_back();
        else
            all.back()[word.substr(0, sign)] = sign == std::string::npos ? "" : word.substr(sign + 1);
    }
    return all;
}

void join(int made, const std::string &group, const std::string &device)
{
    const int index = device.empty() ? 0 : int(if_nametoindex(device.c_str()));
    if (group.find(':') != std::string::npos) {
        ipv6_mreq six{};
        inet_pton(AF_INET6, group.c_str(), &six.ipv6mr_multiaddr);
        six.ipv6mr_interface = unsigned(index);
        check(setsockopt(made, IPPROTO_IPV6, IPV6_JOIN_GROUP, &six, sizeof six), "join");
    } else {
        ip_mreqn four{};
        inet_pton(AF_INET, group.c_str(), &four.imr_multiaddr);
        four.imr_ifindex = index;
        check(setsockopt(made, IPPROTO_IP, IP_ADD_MEMBERSHIP, &four, sizeof four), "join");
    }
}

void bindTo(int made, const std::string &address, int port)
{
    if (address.find(':') != std::string::npos) {
        sockaddr_in6 six{};
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(uint16_t(port));
        inet_pton(AF_INET6, address.c_str(), &six.sin6_addr);
        check(bind(made, reinterpret_cast<sockaddr *>(&six), sizeof six), "bind");
    } else {
        sockaddr_in four{};
        four.sin_family = AF_INET;
        four.sin_port = htons(uint16_t(port));
        inet_pton(AF_INET, address.c_str(), &four.sin_addr);
        check(bind(made, reinterpret_cast<sockaddr *>(&four), sizeof four), "bind");
    }
}

int listening(Options options)
{
    const bool udp = options.count("udp") != 0;
    const std::string address = options.count("address") != 0 ? options["address"] : "::";
    const int made =
        socket(address.find(':') != std::string::npos ? AF_INET6 : AF_INET, udp ? SOCK_DGRAM : SOCK_STREAM, 0);
    check(made, "socket");
    const int on = 1, only = options.count("v6only") != 0;
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(made, IPPROTO_IPV6, IPV6_V6ONLY, &only, sizeof only);
    if (options.count("reuseport"))
        check(setsockopt(made, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on), "reuseport");
    const std::string device = options["device"];
    if (!device.empty())
        check(setsockopt(made, SOL_SOCKET, SO_BINDTODEVICE, device.c_str(), socklen_t(device.size())), "device");
    bindTo(made, address, std::atoi(options["port"].c_str()));
    if (!options["group"].empty())
        join(made, options["group"], device);
    if (!udp)
        check(listen(made, 64), "listen");
    return made;
}

void answer(int made, const std::string &name)
{
    sockaddr_storage from{};
    socklen_t length = sizeof from;
    int kind = 0;
    socklen_t size = sizeof kind;
    getsockopt(made, SOL_SOCKET, SO_TYPE, &kind, &size);
    if (kind == SOCK_DGRAM) {
        char question[2048];
        if (recvfrom(made, question, sizeof question, MSG_DONTWAIT, reinterpret_cast<sockaddr *>(&from), &length) >= 0)
            sendto(made, name.data(), name.size(), 0, reinterpret_cast<sockaddr *>(&from), length);
        return;
    }
    const int caller = accept4(made, nullptr, nullptr, SOCK_NONBLOCK);
    if (caller < 0)
        return;
    (void)!write(caller, name.data(), name.size());
    // The caller decides when it ends; a line from it is answered once more.
    if (fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(made);
        fcntl(caller, F_SETFL, 0);
        char byte = 0;
        while (read(caller, &byte, 1) > 0)
            (void)!write(caller, &byte, 1);
        std::_Exit(0);
    }
    close(caller);
}

[[noreturn]] void serve(const std::vector<int> &sockets, const std::string &name)
{
    std::vector<pollfd> wait{{STDIN_FILENO, POLLIN, 0}};
    for (const int each : sockets) {
        fcntl(each, F_SETFL, O_NONBLOCK);
        wait.push_back({each, POLLIN, 0});
    }
    for (;;) {
        poll(wait.data(), wait.size(), -1);
        char byte = 0;
        if (wait[0].revents != 0 && read(STDIN_FILENO, &byte, 1) <= 0)
            std::_Exit(0);
        for (std::size_t at = 1; at < wait.size(); ++at) {
            if (wait[at].revents != 0)
                answer(wait[at].fd, name);
        }
    }
}

[[noreturn]] void handTo(const std::string &program, int made)
{
    dup2(made, inheritedSocket);
    execl(program.c_str(), program.c_str(), "inherited", nullptr);
    fail("exec");
}

}  // namespace

int main(int argc, char **argv)
{
    signal(SIGCHLD, SIG_IGN);
    const std::vector<Options> all = optionsFrom(argc, argv);
    std::vector<int> sockets;
    int children = 0;
    std::string become, with;
    if (all.front().count("inherited") != 0) {
        sockets.push_back(inheritedSocket);
    } else {
        for (Options each : all) {
            sockets.push_back(listening(each));
            children += std::atoi(each["children"].c_str());
            become += each["exec"];
            with += each["with"];
        }
    }
    if (!become.empty())
        handTo(become, sockets.front());
    if (!with.empty() && fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        handTo(with, sockets.front());
    }
    for (; children > 0; --children) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            serve(sockets, argv[0]);
        }
    }
    std::puts("ready");
    std::fflush(stdout);
    serve(sockets, argv[0]);
}
