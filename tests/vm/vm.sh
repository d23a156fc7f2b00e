#!/bin/bash
# SPDX-License-Identifier: MIT
# vm.sh - a small Debian 12 virtual machine for tests: stock kernel, systemd, boot.
#
#   vm.sh image [--force]        build the disk image (cached; needs root)
#   vm.sh boot [--keep|--warm]   start; wait until systemd has finished booting
#                                (--keep: with the disk of the last run; --warm:
#                                resume a saved booted machine, a second or two)
#   vm.sh run [-i] [-t S] 'CMD'  run CMD in the guest as root: output, exit code
#                                (-i: pass stdin; -t: limit in seconds, code 124)
#   vm.sh copy FILE... DEST      copy files or folders into the guest's folder or
#                                file DEST (a folder if it ends in /)
#   vm.sh fetch PATH             a guest file to stdout
#   vm.sh reboot [--hard]        reboot (--hard: reset button); wait as boot does
#   vm.sh suspend SECONDS        suspend to RAM (S3), wake it up after so long
#   vm.sh wait [OLD_BOOT_ID]     wait until booted (with another boot id than OLD)
#   vm.sh probes [--boot N] [--since S] [--json]   what the outside neighbour saw, and when
#   vm.sh time                   seconds since QEMU was started, as in the probes
#   vm.sh console-log            serial console with host time stamps
#   vm.sh status                 pid, times
#   vm.sh stop [--soft]          end (--soft: clean shutdown first)
#
# Commands reach the guest over virtio-serial, never over its network. The guest's
# eth0 leads to vmwatch.py, an outside neighbour that (with VMTEST_EVERY) probes it
# from the moment QEMU starts. Nothing leaves this machine.
#
# Environment: VMTEST_CACHE (~/.cache/parapet-vm), VMTEST_NAME (vm0; several machines
# at once), VMTEST_PACKAGES (more guest packages), VMTEST_MEM (512), VMTEST_SMP (2),
# VMTEST_CPU, VMTEST_MACHINE, VMTEST_ACCEL, VMTEST_APPEND (kernel command line),
# VMTEST_OFF (units of those packages that must not start by themselves),
# VMTEST_EVERY (milliseconds between probe rounds, say 100; 0, the default: no
# probes), VMTEST_WAIT (120, seconds to boot), VMTEST_LIMIT (300, seconds for run),
# VMTEST_INITRD (another initramfs than the small one of the image).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${VMTEST_CACHE:-$HOME/.cache/parapet-vm}
run=$cache/run/${VMTEST_NAME:-vm0}
python=/usr/bin/python3

packages="systemd systemd-sysv udev dbus polkitd libpam-systemd kmod procps
 ifupdown iproute2 iputils-ping netcat-openbsd nftables conntrack python3-minimal
 libnetfilter-queue1 libmnl0 libnftnl11 ${VMTEST_PACKAGES:-}"
kernel=linux-image-cloud-amd64

say() { echo "vm.sh: $*" >&2; }
die() { say "$*"; exit 1; }
now() { local u; read -r u _ </proc/uptime; echo "$u"; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

# ------------------------------------------------------------------- the image

# The cache key: everything that goes into the image.
image_id() {
	{ echo $packages $kernel ${VMTEST_OFF:-}; sed -n '/^# --* the image/,/^# --* the machine/p' "$here/vm.sh"
	  cat "$here/vmagent.c"; } | sha256sum | cut -c1-12
}

# Unit files and settings of the guest; $1 is its root folder.
guest_files() {
	local r=$1 u=$1/etc/systemd/system m
	install -D -m 755 "$cache/vmagent" "$r/usr/local/lib/vmtest/vmagent"
	mkdir -p "$u/sysinit.target.wants"
	cat >"$u/vmtest-agent.service" <<-E
		[Unit]
		Description=Command channel of the test host (virtio-serial)
		DefaultDependencies=no
		[Service]
		ExecStart=/usr/local/lib/vmtest/vmagent serve
		Restart=always
		OOMScoreAdjust=-900
		KillMode=process
		TasksMax=infinity
	E
	cat >"$u/vmtest-listen.service" <<-E
		[Unit]
		Description=Early listener: TCP and UDP port 7777
		DefaultDependencies=no
		[Service]
		ExecStart=/usr/local/lib/vmtest/vmagent listen 7777
	E
	cat >"$u/vmtest-beacon.service" <<-E
		[Unit]
		Description=Early sender: UDP to the neighbour's port 5555, ten times a second
		DefaultDependencies=no
		[Service]
		ExecStart=/usr/local/lib/vmtest/vmagent beacon 192.0.2.1 5555 100
	E
	for m in agent listen beacon; do
		ln -sf "../vmtest-$m.service" "$u/sysinit.target.wants/"
	done
	for m in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer \
		e2scrub_reap.service fstrim.timer getty@tty1.service serial-getty@ttyS0.service \
		systemd-pcrphase.service systemd-pcrphase-sysinit.service systemd-update-utmp.service \
		systemd-update-utmp-runlevel.service sys-kernel-debug.mount sys-kernel-tracing.mount \
		dev-hugepages.mount dev-mqueue.mount sys-fs-fuse-connections.mount sys-kernel-config.mount \
		systemd-firstboot.service systemd-hwdb-update.service systemd-sysusers.service \
		systemd-random-seed.service kmod-static-nodes.service systemd-binfmt.service \
		modprobe@{drm,dm_mod,configfs,efi_pstore,fuse,loop}.service; do
		ln -sf /dev/null "$u/$m"
	done
	# The network comes up by one quick unit, ordered as ifupdown's; with
	# vmtest.ifupdown on the kernel command line by ifupdown itself (some 10 s slower),
	# with vmtest.nonet not at all.
	cat >"$u/vmtest-net.service" <<-E
		[Unit]
		Description=Addresses of eth0
		DefaultDependencies=no
		Wants=network-pre.target network.target
		After=local-fs.target network-pre.target systemd-sysctl.service systemd-modules-load.service
		Before=network.target shutdown.target
		Conflicts=shutdown.target
		ConditionKernelCommandLine=!vmtest.ifupdown
		ConditionKernelCommandLine=!vmtest.nonet
		[Service]
		Type=oneshot
		RemainAfterExit=yes
		ExecStart=/usr/sbin/ip -force -batch /etc/vmtest-net.up
		ExecStop=/usr/sbin/ip link set eth0 down
	E
	printf '%s\n' 'link set lo up' 'link set eth0 up' 'addr replace 192.0.2.10/24 dev eth0' \
		'addr replace 2001:db8:76::10/64 dev eth0 nodad' 'route replace default via 192.0.2.1' \
		'route replace default via 2001:db8:76::1' >"$r/etc/vmtest-net.up"
	mkdir -p "$u/multi-user.target.wants" "$u"/{networking,ifupdown-pre}.service.d
	ln -sf ../vmtest-net.service "$u/multi-user.target.wants/"
	for m in networking ifupdown-pre; do
		printf '[Unit]\nConditionKernelCommandLine=vmtest.ifupdown\n' >"$u/$m.service.d/vmtest.conf"
	done
	printf 'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n\taddress 192.0.2.10/24\n\tgateway 192.0.2.1\niface eth0 inet6 static\n\taddress 2001:db8:76::10/64\n\tgateway 2001:db8:76::1\n\tdad-attempts 0\n\taccept_ra 0\n' \
		>"$r/etc/network/interfaces"
	echo vmtest >"$r/etc/hostname"
	printf '127.0.0.1 localhost vmtest\n::1 localhost\n192.0.2.1 neighbour\n' >"$r/etc/hosts"
	echo uninitialized >"$r/etc/machine-id"
	: >"$r/etc/fstab"
	chroot "$r" useradd -m -s /bin/bash -u 1000 tester
	chroot "$r" passwd -d root >/dev/null
	chroot "$r" systemd-machine-id-setup >/dev/null 2>&1 || true
	chroot "$r" systemd-hwdb update >/dev/null 2>&1 || true
	cat >"$r/usr/local/sbin/vmtest-outside" <<-'E'
		#!/bin/sh
		# vmtest-outside: a network namespace "outside" behind a veth pair, inside the
		# guest: 198.51.100.1 (guest, veth0) - 198.51.100.2 (outside); run a command
		# there with: ip netns exec outside CMD
		set -e
		ip netns add outside
		ip link add veth0 type veth peer name eth0 netns outside
		ip addr add 198.51.100.1/24 dev veth0
		ip -6 addr add 2001:db8:51::1/64 dev veth0 nodad
		ip link set veth0 up
		ip -n outside addr add 198.51.100.2/24 dev eth0
		ip -n outside -6 addr add 2001:db8:51::2/64 dev eth0 nodad
		ip -n outside link set lo up
		ip -n outside link set eth0 up
		ip -n outside route add default via 198.51.100.1
	E
	chmod 755 "$r/usr/local/sbin/vmtest-outside"
}

# Called by mmdebstrap as its customize hook, with the guest's root folder: the
# kernel and busybox come from the guest's own package lists, but only files that
# matter are taken (no initramfs-tools run, no unneeded drivers).
customize() {
	local r=$1 w=$2 k v d
	mkdir -p "$r/tmp/dl"
	k=$(chroot "$r" apt-cache depends $kernel | sed -n 's/.*Depends: \(linux-image-[0-9].*\)/\1/p')
	chroot "$r" sh -c "cd /tmp/dl && apt-get -qq download $k busybox-static" 2>/dev/null
	mkdir "$w/k" "$w/b"
	dpkg-deb -x "$r"/tmp/dl/linux-image-*.deb "$w/k"
	dpkg-deb -x "$r"/tmp/dl/busybox-static_*.deb "$w/b"
	rm -rf "$r/tmp/dl"
	v=${k#linux-image-}
	mkdir -p "$r/lib/modules/$v/kernel/drivers/net"
	d=lib/modules/$v/kernel
	cp -a "$w/k/lib/modules/$v"/modules.{builtin,builtin.modinfo,order} "$r/lib/modules/$v/"
	(cd "$w/k/$d" && find net arch crypto lib drivers/{virtio,block,char} drivers/net/{bonding,wireguard,ipvlan,vxlan} \
		drivers/net/*.ko fs/{overlayfs,fuse,squashfs} -name '*.ko' 2>/dev/null || true) |
		tar -c -C "$w/k/$d" -T - | tar -x -C "$r/$d"
	chroot "$r" depmod "$v"
	install -D -m 644 "$w/k/boot/config-$v" "$r/boot/config-$v"
	cp "$w/k/boot/vmlinuz-$v" "$w/vmlinuz"
	initrd "$w" "$r" "$v" >"$w/initrd"
	[ -z "${VMTEST_OFF:-}" ] || chroot "$r" systemctl --quiet disable $VMTEST_OFF
	guest_files "$r"
	rm -rf "$r"/var/log/* "$r"/var/cache/apt/* "$r"/var/cache/debconf/*-old
	mkdir -p "$r/var/log" "$r/var/cache/apt/archives/partial"
}

# A small initramfs: load virtio, mount the disk, go. $1: work folder, $2: guest
# root, $3: kernel version.
initrd() {
	local w=$1 r=$2 v=$3 t=$1/i m
	mkdir -p "$t"/{bin,dev,proc,sys,mnt,m}
	cp "$w/b/bin/busybox" "$t/bin/busybox"
	for m in virtio_pci virtio_mmio virtio_blk virtio_console virtio_net virtio-rng; do
		chroot "$r" modprobe -S "$v" --show-depends "$m" | sed -n 's/^insmod //p'
	done | awk '!seen[$1]++ { print $1 }' | while read -r m; do
		cp "$r$m" "$t/m/"
		echo "${m##*/}"
	done >"$t/order"
	cat >"$t/init" <<-'E'
		#!/bin/busybox sh
		b=/bin/busybox
		$b mount -t devtmpfs dev /dev
		$b mount -t proc proc /proc
		while read -r m; do $b insmod /m/$m; done </order
		read -r line </proc/cmdline
		case " $line " in
		*" vmtest.earlynet "*)                 # addresses before systemd starts
			$b ip link set eth0 up
			$b ip addr add 192.0.2.10/24 dev eth0
			$b ip -6 addr add 2001:db8:76::10/64 dev eth0 ;;
		esac
		n=0
		until [ -b /dev/vda ] || [ $n = 100 ]; do $b sleep 0.05; n=$((n + 1)); done
		$b mount -t ext4 -o rw,noatime /dev/vda /mnt || exec $b sh
		$b mount --move /dev /mnt/dev
		$b umount /proc
		exec $b switch_root /mnt /sbin/init
	E
	chmod 755 "$t/init"
	(cd "$t" && $python - <<-'E')            # not compressed: quickest under TCG
		import os, sys
		o = sys.stdout.buffer                # cpio "newc"
		def put(name, mode, data=b'', ino=[1], major=0, minor=0):
		    ino[0] += 1
		    f = (ino[0], mode, 0, 0, 1, 0, len(data), 0, 0, major, minor, len(name) + 1, 0)
		    h = b'070701' + b''.join(b'%08X' % x for x in f) + name.encode() + b'\0'
		    o.write(h + b'\0' * (-len(h) % 4) + data + b'\0' * (-len(data) % 4))
		for d, dirs, files in sorted(os.walk('.')):
		    d = os.path.relpath(d)
		    if d != '.':
		        put(d, 0o40755)
		    for f in sorted(files):
		        p = os.path.normpath(os.path.join(d, f))
		        put(p, 0o100755, open(p, 'rb').read())
		put('dev/console', 0o20600, major=5, minor=1)
		put('TRAILER!!!', 0)
	E
}

build_image() {
	[ "$(id -u)" = 0 ] || die "image: needs root"
	mkdir -p "$cache"
	local id dir w t o v opt
	id=$(image_id) dir=$cache/image
	if [ "${1:-}" != --force ] && [ "$(cat "$dir/id" 2>/dev/null)" = "$id" ]; then
		say "image $id is in $dir"
		return
	fi
	t=$(now)
	gcc -O2 -static -o "$cache/vmagent.new" "$here/vmagent.c"
	mv "$cache/vmagent.new" "$cache/vmagent"
	w=$(mktemp -d "$cache/build.XXXXXX")
	chmod 755 "$w"
	trap "rm -rf '$w'" EXIT
	opt=()
	for o in Acquire::Check-Valid-Until Acquire::Check-Date Acquire::http::Proxy; do
		v=$(apt-config dump "$o" 2>/dev/null | head -n 1)
		[ -z "$v" ] || opt+=("--aptopt=$v")
	done
	export VMTEST_CACHE="$cache"
	mmdebstrap --quiet --mode=root --variant=minbase --include="$(echo $packages | tr ' ' ,)" \
		--dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
		--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
		--dpkgopt='force-unsafe-io' "${opt[@]}" \
		--customize-hook="$here/vm.sh _customize \"\$1\" $w" \
		bookworm "$w/root" "${VMTEST_MIRROR:-http://deb.debian.org/debian}" \
		"deb http://deb.debian.org/debian-security bookworm-security main"
	say "packages unpacked after $(since "$t") s"
	local mb
	mb=$(($(du -sm "$w/root" | cut -f1) + 600))
	# lazy off: the first boot must not spend time on inode tables
	mkfs.ext4 -q -F -L vmtest -d "$w/root" -O ^has_journal,^metadata_csum \
		-E lazy_itable_init=0,root_owner=0:0 -N 60000 "$w/disk.raw" "${mb}M"
	rm -rf "$w/new" && mkdir "$w/new"
	qemu-img convert -q -O qcow2 "$w/disk.raw" "$w/new/disk.qcow2"
	mv "$w/vmlinuz" "$w/initrd" "$w/new/"
	ls "$w/root/lib/modules" >"$w/new/kernel-version"
	chroot "$w/root" dpkg-query -W >"$w/new/packages" 2>/dev/null || true
	echo "$id" >"$w/new/id"
	rm -rf "$dir"
	mv "$w/new" "$dir"
	say "image $id: kernel $(cat "$dir/kernel-version"), $(du -sm "$dir/disk.qcow2" | cut -f1) MB on disk," \
		"built in $(since "$t") s"
}

# ----------------------------------------------------------------- the machine

alive() { [ -s "$run/pid" ] && kill -0 "$(cat "$run/pid")" 2>/dev/null; }
guest() { (cd "$run" && exec "$cache/vmagent" exec "$@"); }

boot() {
	[ -e "$cache/image/id" ] || build_image
	alive && die "already running (pid $(cat "$run/pid"))"
	mkdir -p "$run"
	local image=$cache/image
	(cd "$run" && rm -f ./*.sock ./*.lock pid t0)
	local accel=${VMTEST_ACCEL:-tcg,thread=multi,tb-size=256} q k warm=
	if [ "${1:-}" = --warm ]; then
		warm=$image/warm-$(echo "${VMTEST_MEM:-} ${VMTEST_SMP:-} ${VMTEST_CPU:-} ${VMTEST_MACHINE:-} $accel ${VMTEST_APPEND:-}" |
			sha256sum | cut -c1-8).qcow2
		if [ ! -e "$warm" ]; then
			say 'saving a booted machine for warm starts (once)'
			VMTEST_EVERY=0 boot
			guest -t 20 . sync
			sleep 1
			"$python" "$here/vmwatch.py" qmp "$run" human-monitor-command '{"command-line": "savevm warm"}' >&2
			stop
			mv "$run/disk.qcow2" "$warm"
			(cd "$run" && rm -f ./*.sock ./*.lock pid t0)
		fi
		cp --sparse=always "$warm" "$run/disk.qcow2"
	elif [ "${1:-}" != --keep ]; then
		rm -f "$run/disk.qcow2"
		qemu-img create -q -f qcow2 -F qcow2 -b "$image/disk.qcow2" "$run/disk.qcow2"
	fi
	q=(qemu-system-x86_64 -nodefaults -no-user-config -display none -name "vmtest-${VMTEST_NAME:-vm0}"
		-machine "${VMTEST_MACHINE:-q35}" -accel "$accel" -cpu "${VMTEST_CPU:-Nehalem}"
		-smp "${VMTEST_SMP:-2}" -m "${VMTEST_MEM:-512}"
		-kernel "$image/vmlinuz" -initrd "${VMTEST_INITRD:-$image/initrd}"
		-append "console=ttyS0 rw net.ifnames=0 quiet loglevel=4 mitigations=off nokaslr tsc=reliable no_timer_check random.trust_cpu=on rcupdate.rcu_expedited=1 8250.nr_uarts=1 cryptomgr.notests systemd.show_status=0 ${VMTEST_APPEND:-}"
		-drive "if=none,id=d0,file=disk.qcow2,format=qcow2,cache=unsafe"
		-device virtio-blk-pci,drive=d0
		-netdev dgram,id=n0,local.type=unix,local.path=guest.sock,remote.type=unix,remote.path=neigh.sock
		-device virtio-net-pci,netdev=n0,mac=52:54:00:76:6d:01,romfile=
		-object rng-random,id=r0,filename=/dev/urandom -device virtio-rng-pci,rng=r0
		-device virtio-serial-pci,max_ports=8
		-serial stdio -qmp unix:events.sock,server=on,wait=off -qmp unix:ctl.sock,server=on,wait=off)
	for k in 1 2 3 4; do
		q+=(-chardev "socket,id=c$k,path=chan$k.sock,server=on,wait=off"
			-device "virtserialport,chardev=c$k,name=vmtest.$k,nr=$k")
	done
	[ -z "$warm" ] || q+=(-loadvm warm)
	setsid "$python" "$here/vmwatch.py" run --every "${VMTEST_EVERY:-0}" "$run" -- "${q[@]}" \
		</dev/null >"$run/watch.log" 2>&1 &
	echo $! >"$run/pid"
	wait_booted ""
	[ -z "$warm" ] || guest -t 20 . "date -s @$(date +%s.%N)" >/dev/null
}

# Wait until systemd says that booting is over, with another boot id than $1.
wait_booted() {
	local old=$1 limit=${VMTEST_WAIT:-120} t out agent_at=
	t=$(now)
	while :; do
		alive || die "the machine ended: $(tail -n 3 "$run/qemu.err" "$run/watch.log" 2>/dev/null)"
		[ "$(printf %.0f "$(since "$t")")" -lt "$limit" ] || die "not booted after $limit s; see: vm.sh console-log"
		if [ ! -e "$run/chan1.sock" ]; then sleep 0.05; continue; fi
		if out=$(guest -t 3 . 'cat /proc/sys/kernel/random/boot_id' 2>/dev/null) && [ "$out" != "$old" ]; then
			[ -n "$agent_at" ] || agent_at=$(since "$t")
			# (not --wait: it can miss the end when it subscribes during early boot)
			out=$(guest -t 10 . 'systemctl is-system-running' 2>/dev/null) || true
			case $out in
			running) break ;;
			degraded) say "degraded: $(guest -t 20 . 'systemctl --failed --no-legend --plain' | tr '\n' ';')"; break ;;
			esac
		fi
		sleep 0.3
	done
	say "booted in $(since "$t") s (commands from ${agent_at} s on)"
}

reboot_vm() {
	alive || die "not running"
	local old
	if [ "${1:-}" = --hard ]; then
		old=$(guest -t 5 . 'cat /proc/sys/kernel/random/boot_id' 2>/dev/null) || old=
		"$python" "$here/vmwatch.py" qmp "$run" system_reset >/dev/null
	else
		old=$(guest -t 20 . 'cat /proc/sys/kernel/random/boot_id; systemctl reboot --no-block') ||
			die "the guest does not answer; try --hard"
	fi
	wait_booted "$old"
}

suspend() {
	local qmp=("$python" "$here/vmwatch.py" qmp "$run") n
	guest -t 60 . 'systemctl suspend'
	for n in $(seq "${VMTEST_WAIT:-120}"); do
		"${qmp[@]}" query-status | grep -q '"suspended"' && break
		sleep 1
	done
	"${qmp[@]}" query-status | grep -q '"suspended"' || die "the machine does not go to sleep"
	sleep "$1"
	"${qmp[@]}" system_wakeup >/dev/null
	for n in $(seq "${VMTEST_WAIT:-120}"); do
		guest -t 5 . true 2>/dev/null && return
	done
	die "the machine does not wake up"
}

stop() {
	alive || { rm -f "$run/pid"; return 0; }
	local pid n
	pid=$(cat "$run/pid")
	if [ "${1:-}" = --soft ]; then
		guest -t 10 . 'systemctl poweroff --no-block' >/dev/null 2>&1 || true
		for n in $(seq 300); do alive || break; sleep 0.1; done
	fi
	kill "$pid" 2>/dev/null || true              # vmwatch ends QEMU and writes its log
	for n in $(seq 50); do alive || break; sleep 0.1; done
	rm -f "$run/pid"
}

copy() {
	[ $# -ge 2 ] || die "copy FILE... DEST"
	local dest=${*: -1} n=$(($# - 1))
	if [ $n = 1 ] && [ -f "$1" ] && [ "${dest%/}" = "$dest" ]; then
		guest -i . "d=$(printf %q "$dest"); [ ! -d \"\$d\" ] || d=\$d/$(printf %q "$(basename "$1")")
			mkdir -p \"\$(dirname \"\$d\")\" && cat >\"\$d.part\" && chmod $(stat -c %a "$1") \"\$d.part\" && mv \"\$d.part\" \"\$d\"" <"$1"
	else
		local f a=()
		for f in "${@:1:n}"; do a+=(-C "$(cd "$(dirname "$f")" && pwd)" "$(basename "$f")"); done
		tar -c "${a[@]}" | guest -i . "mkdir -p $(printf %q "$dest") && tar -x --no-same-owner -C $(printf %q "$dest")"
	fi
}

verb=${1:-}
[ $# = 0 ] || shift
case $verb in
image) build_image "$@" ;;
_customize) customize "$@" ;;
boot) boot "$@" ;;
run) f=(-t "${VMTEST_LIMIT:-300}")
	while getopts it: o; do case $o in i) f+=(-i) ;; t) f+=(-t "$OPTARG") ;; *) exit 2 ;; esac; done
	shift $((OPTIND - 1))
	alive || { say "not running"; exit 255; }
	cd "$run"
	exec "$cache/vmagent" exec "${f[@]}" . "$*" ;;
copy) copy "$@" ;;
fetch) guest . "cat $(printf %q "$1")" ;;
reboot) reboot_vm "$@" ;;
suspend) suspend "$@" ;;
wait) wait_booted "${1:-}" ;;
time) awk -v a="$(cat "$run/t0")" '{ print $1 - a }' /proc/uptime ;;
probes) exec "$python" "$here/vmwatch.py" summary "$run" "$@" ;;
console-log) exec cat "$run/console.log" ;;
status) if alive; then echo "running, pid $(cat "$run/pid"), folder $run"; else echo "not running"; exit 3; fi ;;
stop) stop "$@" ;;
*) sed -n '3,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$here/vm.sh"; [ "$verb" = help ] || exit 2 ;;
esac
