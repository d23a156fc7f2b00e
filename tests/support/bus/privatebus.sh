#!/bin/bash
# SPDX-License-Identifier: MIT
# privatebus.sh - a private *system* bus with the real polkitd, for tests.  Needs root (polkitd starts as root,
# reads its rules, then becomes user polkitd).  No systemd, no logind, nothing in /run/dbus or /etc is touched.
#
#   privatebus.sh start DIR [--policy-dir D]... [--services-dir D]... [--actions-dir D]... [--rules-dir D] [--session U:K]... [--no-polkit] [--debug]
#       writes DIR/address, DIR/env (source it: exports DBUS_SYSTEM_BUS_ADDRESS), DIR/*.pid, DIR/*.log
#   privatebus.sh stop DIR            ends what start (and agent) started, by pid
#   privatebus.sh agent DIR SUBJECT yes|no|dismiss    SUBJECT: pid:N (a process, e.g. the GUI) or session:ID
#       starts agent.py; change DIR/answer later (echo no > DIR/answer); requests are logged in DIR/agent.jsonl
#   privatebus.sh run DIR [start options] -- COMMAND...   start, run COMMAND with the bus, stop; exit status of COMMAND
#
# --policy-dir    more D-Bus policy files (*.conf, as in /usr/share/dbus-1/system.d); may be repeated
# --services-dir  D-Bus activation files; Exec is run as root by the bus itself (no setuid helper needed: the bus
#                 stays root because its config has no <user>)
# --actions-dir   *.policy files.  polkitd 122 reads only /usr/share/polkit-1/actions, so these are bind mounted
#                 over it together with the system's own, in a private mount namespace of polkitd only
# --session U:K   as if logind had a session for user id U: K = active | inactive (both local) | remote; may be repeated.
#                 fakesession.c is compiled and preloaded into this polkitd (needs gcc); without it nobody has a session
# --rules-dir     *.rules files, likewise over /etc/polkit-1/rules.d for polkitd only
set -u
here=$(cd "$(dirname "$0")" && pwd)
die() { echo "privatebus: $*" >&2; exit 2; }

# Not merely a zombie that init has not collected.
alive() { grep -qs '^State:[[:space:]]*[^Z[:space:]]' "/proc/$1/status"; }

stop() {
    local f p
    for f in "$1"/agent*.pid "$1"/polkitd.pid "$1"/bus.pid; do
        [ -f "$f" ] || continue
        p=$(cat "$f")
        kill "$p" 2>/dev/null
        for _ in $(seq 100); do alive "$p" || break; sleep 0.01; done
        alive "$p" && kill -9 "$p" 2>/dev/null
        rm -f "$f"
    done
    rm -f "$1/bus" "$1/address"
}

start() {
    local dir=$1; shift
    [ "$(id -u)" = 0 ] || die "must be root"
    local d pol=() svc=() act=() rules="" fake="" polkit=1 debug=--no-debug
    while [ $# -gt 0 ]; do
        case $1 in
            --policy-dir) pol+=("$(realpath "$2")"); shift 2;;
            --services-dir) svc+=("$(realpath "$2")"); shift 2;;
            --actions-dir) act+=("$(realpath "$2")"); shift 2;;
            --rules-dir) rules=$(realpath "$2"); shift 2;;
            --session) fake=${fake:+$fake,}$2; shift 2;;
            --no-polkit) polkit=; shift;;
            --debug) debug=; shift;;
            *) die "unknown option $1";;
        esac
    done
    mkdir -p "$dir"; dir=$(realpath "$dir"); chmod 755 "$dir"
    [ -f "$dir/bus.pid" ] && kill -0 "$(cat "$dir/bus.pid")" 2>/dev/null && die "already running in $dir"
    # the standard system policy (deny own, deny method calls unless allowed), without <user>, <fork>, <syslog>
    {
        echo '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">'
        echo "<busconfig><type>system</type><listen>unix:path=$dir/bus</listen><auth>EXTERNAL</auth>"
        for d in "${svc[@]}"; do echo "<servicedir>$d</servicedir>"; done
        cat <<'P'
<policy context="default"><allow user="*"/><deny own="*"/><deny send_type="method_call"/>
<allow send_type="signal"/><allow send_requested_reply="true" send_type="method_return"/>
<allow send_requested_reply="true" send_type="error"/><allow receive_type="method_call"/>
<allow receive_type="method_return"/><allow receive_type="error"/><allow receive_type="signal"/>
<allow send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus"/>
<allow send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus.Introspectable"/>
<allow send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus.Properties"/>
<deny send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus" send_member="UpdateActivationEnvironment"/>
<deny send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus.Debug.Stats"/></policy>
<policy user="root"><allow send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus.Monitoring"/></policy>
P
        echo '<include ignore_missing="yes">/usr/share/dbus-1/system.d/org.freedesktop.PolicyKit1.conf</include>'
        for d in "${pol[@]}"; do echo "<includedir>$d</includedir>"; done
        echo '</busconfig>'
    } > "$dir/bus.conf"
    rm -f "$dir/bus"
    DBUS_SYSTEM_BUS_ADDRESS="unix:path=$dir/bus" DBUS_STARTER_BUS_TYPE=system \
        setsid dbus-daemon --config-file="$dir/bus.conf" --nofork --nopidfile >"$dir/bus.log" 2>&1 </dev/null &
    echo $! > "$dir/bus.pid"
    for _ in $(seq 100); do [ -S "$dir/bus" ] && break; sleep 0.05; done
    [ -S "$dir/bus" ] || { cat "$dir/bus.log" >&2; stop "$dir"; die "the bus did not start"; }
    echo "unix:path=$dir/bus" > "$dir/address"
    echo "export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$dir/bus" > "$dir/env"
    if [ -n "$polkit" ]; then
        local pre=""
        if [ ${#act[@]} -gt 0 ]; then
            rm -rf "$dir/actions"; mkdir -p "$dir/actions"
            cp /usr/share/polkit-1/actions/*.policy "$dir/actions/" 2>/dev/null
            for d in "${act[@]}"; do cp "$d"/*.policy "$dir/actions/"; done
            chmod -R a+rX "$dir/actions"
            pre+="mount --bind '$dir/actions' /usr/share/polkit-1/actions; "
        fi
        if [ -n "$rules" ]; then
            rm -rf "$dir/rules"; cp -r "$rules" "$dir/rules"; chown -R polkitd "$dir/rules"; chmod -R u+rX "$dir/rules"
            pre+="mount --bind '$dir/rules' /etc/polkit-1/rules.d; "
        fi
        local cmd="exec /usr/lib/polkit-1/polkitd $debug"
        if [ -n "$fake" ]; then
            gcc -shared -fPIC -O1 -o "$dir/fakesession.so" "$here/fakesession.c" || die "cannot compile fakesession.c"
            cmd="exec env LD_PRELOAD='$dir/fakesession.so' FAKE_SESSIONS='$fake' /usr/lib/polkit-1/polkitd $debug"
        fi
        if [ -n "$pre" ]; then
            DBUS_SYSTEM_BUS_ADDRESS="unix:path=$dir/bus" setsid unshare -m --propagation private \
                sh -c "set -e; $pre $cmd" >"$dir/polkitd.log" 2>&1 </dev/null &
        else
            DBUS_SYSTEM_BUS_ADDRESS="unix:path=$dir/bus" setsid sh -c "$cmd" >"$dir/polkitd.log" 2>&1 </dev/null &
        fi
        echo $! > "$dir/polkitd.pid"
        for _ in $(seq 100); do
            [ "$(dbus-send --bus="unix:path=$dir/bus" --print-reply=literal --dest=org.freedesktop.DBus / \
                org.freedesktop.DBus.NameHasOwner string:org.freedesktop.PolicyKit1 2>/dev/null | grep -c true)" = 1 ] && return 0
            kill -0 "$(cat "$dir/polkitd.pid")" 2>/dev/null || break
            sleep 0.05
        done
        cat "$dir/polkitd.log" >&2; stop "$dir"; die "polkitd did not come up"
    fi
}

agent() {
    local dir; dir=$(realpath "$1"); echo "$3" > "$dir/answer"
    local n; n=$(ls "$dir"/agent*.pid 2>/dev/null | wc -l)
    rm -f "$dir/agent$n.log"
    DBUS_SYSTEM_BUS_ADDRESS=$(cat "$dir/address") setsid /usr/bin/python3 -u "$here/agent.py" --subject "$2" --answer "$3" \
        --answer-file "$dir/answer" --log "$dir/agent.jsonl" >"$dir/agent$n.log" 2>&1 </dev/null &
    echo $! > "$dir/agent$n.pid"
    for _ in $(seq 100); do
        grep -q registered "$dir/agent$n.log" 2>/dev/null && return 0
        kill -0 "$(cat "$dir/agent$n.pid")" 2>/dev/null || break
        sleep 0.05
    done
    cat "$dir/agent$n.log" >&2; rm -f "$dir/agent$n.pid"; die "the agent did not register"
}

[ $# -ge 2 ] || { sed -n '3,24p' "$0"; exit 2; }
verb=$1; d=$2; shift 2
case $verb in
    start) start "$d" "$@"; cat "$d/address";;
    stop) stop "$d";;
    agent) agent "$d" "$@";;
    run) o=(); while [ $# -gt 0 ] && [ "$1" != -- ]; do o+=("$1"); shift; done; shift
         trap 'stop "$d"' EXIT; start "$d" "${o[@]}"
         DBUS_SYSTEM_BUS_ADDRESS=$(cat "$d/address") "$@"; exit $?;;
    *) die "unknown verb $verb";;
esac
