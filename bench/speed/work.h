// SPDX-License-Identifier: GPL-2.0-or-later
// The works of speed_load, one a subcommand. Servers go on until they are ended and say "ready" first; the others print
// one line of JSON. Every socket is made in the network namespace that the program runs in.
#pragma once

#include "bench/speed/options.h"

namespace parapet::speed {

// --- servers (port=N) ---
void acceptConnections(const Options &options);  // TCP; ends each connection at once
void sinkStreams(const Options &options);        // TCP; reads all and answers with how many bytes came
void echoDatagrams(const Options &options);      // UDP

// --- callers (address=A port=N) ---
// Connections one after the other, at-once=N of them at the same time, for milliseconds=N. pause=US between two beginnings
// (0: as fast as it goes). One that is not made within three seconds has failed; one that needed a second SYN is late.
void connectMany(const Options &options);
// How long connect() takes, for count=N new connections with pause=US between them: SYN out, SYN and ACK back.
void connectFirst(const Options &options);
// Bytes of streams=N TCP streams in milliseconds=N.
void sendStreams(const Options &options);
// Small datagrams to an echo and back in milliseconds=N, window=N of them on their way.
void exchangeDatagrams(const Options &options);

// --- one thread that sends and receives ---
// What a datagram of a known flow costs on its way from namespace from=PATH to namespace to=PATH (address=A port=N),
// everything included, in chunks=N; the median.
void costOfDatagram(const Options &options);

// --- made-up senders: frames on device=NAME to mac=M address=A, from 10.0.0.0/8 ---
// SYNs to first-port=N and the next ports=N ports, as fast as it goes, for milliseconds=N.
void floodSyns(const Options &options);
// Datagrams of flows=N flows in turn, half of them to even-port=N, half to odd-port=N, rate=N a second, for rounds=N or until
// the program is asked to end. Each carries its flow and the time.
void sprayDatagrams(const Options &options);
// The receiver of it (even-port=N odd-port=N flows=N), until it is asked to end.
void collectDatagrams(const Options &options);

// --- the namespace itself ---
// Conntrack forgets every flow.
void forgetFlows(const Options &options);
// The price of NFQUEUE: a stateful firewall that sends everything new to a queue and lets all of it in. Until it is killed;
// its rules stay.
void bareQueue(const Options &options);

}  // namespace parapet::speed
