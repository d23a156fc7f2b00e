#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""uidrive - drive a real Qt Widgets program from outside, the way a person would.

It starts Xvfb, a private session bus, the accessibility bus, a window manager
and the program; finds controls through AT-SPI (accessible name and role), and
acts with real pointer and keyboard events (xdotool/XTEST).  Everything it
started is ended when it leaves, also the daemons that forked away.

COMMAND LINE
    uidrive.py --app './demo' --size 1280x900 --out /tmp/shots script.ui
    uidrive.py --app ./demo -e 'wait-window "Demo"; shot a.png; tree'
  --app CMD         program to start (shell words); may be left out, use `start`
  --user NAME       run session bus + program as this user (uidrive runs as root)
  --system-bus ADDR DBUS_SYSTEM_BUS_ADDRESS for the program
  --env K=V         more environment for the program (QT_SCALE_FACTOR=2, ...)
  --scale F         QT_SCALE_FACTOR=F (coordinates are converted back)
  --rtl             tell uidrive the program runs with -reverse (hit points)
  --wm NAME         xfwm4 (default), openbox, any command, or none
  --tray            also start a system tray (`trayer`)
  --timeout S       how long a step may wait (default 10)
  --limit S         whole run may take so long (default 300)
  --keep-going      go on after a failed step (exit status still 1)
  --no-fallback     toggles must work with the mouse alone (no Space/AT-SPI help)
Exit status: 0 all steps passed, 1 a step failed, 2 usage/setup, 3 program died,
4 whole-run limit.  At the first failure FAIL-<line>.png and FAIL-<line>.tree.txt
are written to --out.

SCRIPT: one command a line (';' also separates), shell-like quoting, # comments.
NAME is the accessible name; "&", a trailing ":" or "..." and case do not matter;
/regex/ and a*b globs work; a second best is the label buddy ("labelled by").
Common key=value words: role=button nth=2 in="Container name" timeout=20 via=mouse|key|action
  start CMD...                    start another program in the same session
  wait-window TITLE | wait-no-window TITLE | window TITLE|* (restrict search) | windows
  activate TITLE | close-window TITLE | resize TITLE WxH
  tab NAME | click NAME | double-click NAME | right-click NAME | hover NAME | press NAME (AT-SPI action)
  type NAME TEXT (replaces) | append NAME TEXT | type-secret NAME TEXT (password fields: cannot be read back) |
  keys TEXT (into focus) | key Alt+A [Tab ...] | focus NAME
  set-text NAME TEXT (AT-SPI, any Unicode) | select COMBO ITEM | spin NAME VALUE
  check NAME on|off | radio NAME
  menu A [B ...] | context-menu ITEM (already open) | context-menu NAME ITEM | context-menu TABLE ROW ITEM
  row-click|row-double-click|row-right-click TABLE ROW [col=N]
  row-check TABLE ROW on|off [col=N] | row-expand TABLE ROW
  expect-text T | expect-no-text T | expect-exists NAME | expect-no NAME | expect-enabled NAME on|off
  expect-checked NAME on|off | expect-value NAME TEXT | expect-focus NAME
  expect-row TABLE CELL... | expect-no-row TABLE CELL... | expect-row-checked TABLE ROW on|off | expect-rows TABLE N
  expect-window / expect-no-window TITLE | expect-exit [CODE]
  list TABLE [FILE] | value NAME | tree [FILE] [all] | audit | tab-order [N]
  shot FILE [window=TITLE] | tray-click [N] [button=1|3] | sleep S | sleep-until S EXPECT-COMMAND...
  run SHELL-COMMAND (host side, must exit 0; sees $UIDRIVE_DISPLAY etc.) | echo ... | set timeout|rtl|scale V

PYTHON
    import sys; sys.path.insert(0, 'path of this folder'); import uidrive   # /usr/bin/python3 (needs gi)
    with uidrive.Session(out='/tmp/shots') as s:
        s.start(['./demo']); s.wait_window('Firewall'); s.click('Add Port...', role='button')
        s.type('Name', 'Web'); print(s.rows('Programs and Services'))
        s.do('row-check "Programs and Services" SSH on')      # any script line

NEEDS (Debian 12): xvfb xdotool xfwm4|openbox imagemagick x11-utils wmctrl at-spi2-core dbus-daemon python3-gi [trayer]
"""
import argparse, ctypes, fnmatch, inspect, os, pwd, re, secrets, shlex, shutil, signal, struct, subprocess, sys, tempfile, time
import gi
from gi.repository import Gio, GLib

ACC, COMP, ACT = 'org.a11y.atspi.Accessible', 'org.a11y.atspi.Component', 'org.a11y.atspi.Action'
TEXT, EDIT, VALUE, TABLE = ('org.a11y.atspi.Text', 'org.a11y.atspi.EditableText', 'org.a11y.atspi.Value',
                            'org.a11y.atspi.Table')
ROOT = '/org/a11y/atspi/accessible/root'
STATES = {1: 'active', 4: 'checked', 7: 'editable', 8: 'enabled', 9: 'expandable', 10: 'expanded', 11: 'focusable',
          12: 'focused', 16: 'modal', 17: 'multi-line', 20: 'pressed', 22: 'selectable', 23: 'selected',
          24: 'sensitive', 25: 'showing', 30: 'visible', 32: 'indeterminate', 39: 'default', 41: 'checkable',
          43: 'read-only'}
ROLE_ALIAS = {'button': ('push button', 'toggle button', 'button'), 'push button': ('push button', 'button'),
              'radio': ('radio button',), 'checkbox': ('check box',), 'check': ('check box',),
              'edit': ('text', 'password text', 'entry', 'spin button', 'spin box'), 'combo': ('combo box',),
              'tab': ('page tab',), 'menuitem': ('menu item', 'check menu item', 'radio menu item'),
              'spin': ('spin box', 'spin button'), 'view': ('table', 'tree', 'list', 'tree table'),
              'window': ('frame', 'dialog', 'alert', 'window', 'file chooser')}
VIEWS = ROLE_ALIAS['view']
WINDOWS = ROLE_ALIAS['window']
EDITS = ('text', 'password text', 'entry', 'spin box', 'spin button', 'paragraph', 'document text', 'combo box')


class UiError(Exception):
    """A step could not be done, or an expectation did not hold."""


class SetupError(Exception):
    pass


class AppDied(UiError):
    pass


def norm(s):
    s = (s or '').replace('&&', '\0').replace('&', '').replace('\0', '&').replace('\u2026', '...').strip()
    s = re.sub(r'(\.\.\.|:)$', '', s)
    return re.sub(r'\s+', ' ', s).strip().lower()


def match(pattern, text):
    """0 = no match; larger is better (3 exact, 2 normalised, 1 pattern)."""
    text = text or ''
    if len(pattern) > 1 and pattern[0] == pattern[-1] == '/':
        return 1 if re.search(pattern[1:-1], text, re.S) else 0
    if pattern == text:
        return 3
    if norm(pattern) == norm(text):
        return 2
    if any(c in pattern for c in '*?') and fnmatch.fnmatchcase(norm(text), norm(pattern)):
        return 1
    return 0


class Node:
    """One accessible.  Nothing is cached: every property is read when asked."""
    __slots__ = ('s', 'bus', 'path')

    def __init__(self, s, ref):
        self.s, (self.bus, self.path) = s, ref

    def __eq__(self, o):
        return isinstance(o, Node) and (self.bus, self.path) == (o.bus, o.path)

    def __hash__(self):
        return hash((self.bus, self.path))

    def __repr__(self):
        try:
            return '<%s %r>' % (self.role, self.name)
        except UiError:
            return '<gone %s>' % self.path

    def call(self, iface, method, sig=None, *args):
        return self.s._call(self.bus, self.path, iface, method, sig, *args)

    def prop(self, iface, name):  # never Properties.GetAll: it crashes Qt 6.4 (see README)
        return self.call('org.freedesktop.DBus.Properties', 'Get', '(ss)', iface, name)[0]

    @property
    def name(self):
        return self.prop(ACC, 'Name')

    @property
    def description(self):
        return self.prop(ACC, 'Description')

    @property
    def role(self):
        return self.call(ACC, 'GetRoleName')[0]

    @property
    def states(self):
        lo, hi = (list(self.call(ACC, 'GetState')[0]) + [0, 0])[:2]
        bits = lo | hi << 32
        return {n for b, n in STATES.items() if bits >> b & 1}

    @property
    def children(self):
        return [Node(self.s, r) for r in self.call(ACC, 'GetChildren')[0] if r[1] != '/org/a11y/atspi/null']

    @property
    def parent(self):
        r = self.prop(ACC, 'Parent')
        return Node(self.s, r)

    @property
    def rect(self):
        """x, y, w, h in screen pixels."""
        f = self.s.scale
        return tuple(int(round(v * f)) for v in self.call(COMP, 'GetExtents', '(u)', 0)[0])

    @property
    def actions(self):
        try:
            return [a[0] for a in self.call(ACT, 'GetActions')[0]]
        except UiError:
            return []

    def do_action(self, *names):
        acts = self.actions
        for n in names:
            if n in acts:
                self.call(ACT, 'DoAction', '(i)', acts.index(n))
                return n
        raise UiError('%r has no action of %s, only %s' % (self, names, acts))

    @property
    def labels(self):
        """Names of the labels this control is labelled by (QLabel buddies)."""
        out = []
        try:
            for kind, refs in self.call(ACC, 'GetRelationSet')[0]:
                if kind == 2:
                    out += [Node(self.s, r).name for r in refs]
        except UiError:
            pass
        return out

    @property
    def text(self):
        n = self.prop(TEXT, 'CharacterCount')
        return self.call(TEXT, 'GetText', '(ii)', 0, n)[0]

    @property
    def value(self):
        """What a person reads in the control: text, number, or the name (combo box, label)."""
        role = self.role
        if role in ('spin box', 'spin button', 'slider', 'progress bar'):
            try:
                v = self.prop(VALUE, 'CurrentValue')
                return str(int(v)) if v == int(v) else str(v)
            except UiError:
                pass
        if role in ('text', 'password text', 'entry', 'paragraph', 'document text', 'spin box', 'spin button'):
            try:
                return self.text
            except UiError:
                pass
        if role == 'combo box':
            # with an accessible name set, Qt puts the current item in the selected list child
            for k in self.children:
                if k.role in VIEWS:
                    for it in k.children:
                        if 'selected' in it.states:
                            return it.name
        return self.name

    @property
    def showing(self):
        st = self.states
        return 'showing' in st and 'visible' in st

    # ---- tables
    def dims(self):
        return self.prop(TABLE, 'NRows'), self.prop(TABLE, 'NColumns')

    def cell(self, r, c):
        ref = self.call(TABLE, 'GetAccessibleAt', '(ii)', r, c)[0]
        return Node(self.s, ref)


def _preexec():
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)      # PR_SET_PDEATHSIG
    except Exception:
        pass


class Session:
    """A display + buses + window manager, with any number of programs on it."""

    def __init__(self, size='1280x900', out='.', user=None, system_bus=None, env=None, wm='xfwm4', timeout=10,
                 scale=None, rtl=False, tray=False, verbose=True, fallback=True, depth=24):
        self.size, self.out, self.user, self.system_bus = size, os.path.abspath(out), user, system_bus
        self.xenv, self.wm, self.timeout, self.rtl, self.tray = dict(env or {}), wm, timeout, rtl, tray
        self.verbose, self.fallback, self.depth = verbose, fallback, depth
        if scale is not None:
            self.xenv['QT_SCALE_FACTOR'] = str(scale)
        self.scale = float(self.xenv.get('QT_SCALE_FACTOR', 1) or 1)
        self.procs, self.apps, self.scope, self.shown = [], [], None, []
        self.tmp = self.bus = None

    # ------------------------------------------------------------ start and end
    def __enter__(self):
        try:
            self.open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *a):
        self.close()

    def log(self, *a):
        if self.verbose:
            print(*a, flush=True)

    def _spawn(self, cmd, as_user=True, log=None, env=None, **kw):
        e = dict(self.env)
        e.update(env or {})
        if as_user and self.pw:
            kw.update(user=self.pw.pw_uid, group=self.pw.pw_gid,
                      extra_groups=os.getgrouplist(self.pw.pw_name, self.pw.pw_gid))
        f = open(os.path.join(self.out, log), 'ab') if log else subprocess.DEVNULL
        p = subprocess.Popen(cmd, env=e, stdin=subprocess.DEVNULL, stdout=kw.pop('stdout', f), stderr=f,
                             start_new_session=True, preexec_fn=_preexec, **kw)
        if log:
            f.close()
        self.procs.append(p)
        return p

    def open(self):
        for tool in ('Xvfb', 'xdotool', 'dbus-daemon', 'import', 'xprop', 'wmctrl'):
            if not shutil.which(tool):
                raise SetupError('missing program: ' + tool)
        launcher = next((p for p in ('/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher')
                         if os.path.exists(p)), None)
        if not launcher:
            raise SetupError('missing package: at-spi2-core')
        os.makedirs(self.out, exist_ok=True)
        ctypes.CDLL(None).prctl(36, 1)                  # PR_SET_CHILD_SUBREAPER: keep daemons that fork away
        self.pw = pwd.getpwnam(self.user) if self.user else None
        if self.pw and os.getuid() != 0 and self.pw.pw_uid != os.getuid():
            raise SetupError('--user needs root')
        self.tmp = tempfile.mkdtemp(prefix='uidrive-')
        os.chmod(self.tmp, 0o711)
        home, run = os.path.join(self.tmp, 'home'), os.path.join(self.tmp, 'run')
        for d in (home, run):
            os.mkdir(d, 0o700)
            if self.pw:
                os.chown(d, self.pw.pw_uid, self.pw.pw_gid)
        keep = ('PATH', 'LANG', 'LC_ALL', 'LANGUAGE', 'TZ', 'XDG_DATA_DIRS', 'QT_PLUGIN_PATH', 'LD_LIBRARY_PATH')
        self.env = {k: os.environ[k] for k in keep if k in os.environ}
        self.env.setdefault('LANG', 'C.UTF-8')
        who = self.pw or pwd.getpwuid(os.getuid())
        self.env.update(HOME=home, XDG_RUNTIME_DIR=run, USER=who.pw_name, LOGNAME=who.pw_name, TMPDIR='/tmp',
                        XDG_CONFIG_HOME=home + '/.config', XDG_CACHE_HOME=home + '/.cache',
                        XDG_DATA_HOME=home + '/.local/share', XDG_SESSION_TYPE='x11')
        # --- display, with a cookie both root and the user can read
        cookie, auth = secrets.token_bytes(16), os.path.join(self.tmp, 'Xauthority')

        def lp(b):
            return struct.pack('>H', len(b)) + b
        with open(auth, 'wb') as f:                     # family 65535 = any host, empty display = any
            f.write(struct.pack('>H', 65535) + lp(b'') + lp(b'') + lp(b'MIT-MAGIC-COOKIE-1') + lp(cookie))
        os.chmod(auth, 0o600)
        if self.pw:
            os.chown(auth, self.pw.pw_uid, self.pw.pw_gid)
        r, w = os.pipe()
        self._spawn(['Xvfb', '-displayfd', str(w), '-screen', '0', '%sx%d' % (self.size, self.depth), '-nolisten', 'tcp',
                     '-auth', auth, '-dpi', '96', '-noreset'], as_user=False, log='xvfb.log', pass_fds=(w,))
        os.close(w)
        self.display = ':' + self._read_fd(r, 15, 'Xvfb').decode().strip()
        self.env.update(DISPLAY=self.display, XAUTHORITY=auth)
        # --- session bus: owned by the user, root may connect too
        conf = os.path.join(self.tmp, 'session.conf')
        with open(conf, 'w') as f:
            f.write('<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" '
                    '"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">\n<busconfig><type>session</type>'
                    '<listen>unix:path=%s/bus</listen><auth>EXTERNAL</auth><standard_session_servicedirs/>'
                    '<policy context="default"><allow user="root"/><allow send_destination="*" eavesdrop="true"/>'
                    '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>\n' % run)
        r, w = os.pipe()
        self._spawn(['dbus-daemon', '--config-file=' + conf, '--nofork', '--print-address=%d' % w], log='dbus.log',
                    pass_fds=(w,))
        os.close(w)
        self.env['DBUS_SESSION_BUS_ADDRESS'] = self._read_fd(r, 10, 'dbus-daemon').decode().strip()
        # --- accessibility bus
        self._spawn([launcher, '--launch-immediately'], log='atspi.log')
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        sess = Gio.DBusConnection.new_for_address_sync(self.env['DBUS_SESSION_BUS_ADDRESS'], flags, None, None)
        sess.set_exit_on_close(False)
        self.sess = sess
        addr = self._poll(lambda: self._a11y_address(sess), 15, 'accessibility bus')
        self.bus = Gio.DBusConnection.new_for_address_sync(addr, flags, None, None)
        self.bus.set_exit_on_close(False)
        self._listen()
        # --- window manager, tray
        noa11y = {'NO_AT_BRIDGE': '1', 'GTK_A11Y': 'none'}
        if self.wm and self.wm != 'none':
            cmd = {'xfwm4': ['xfwm4', '--compositor=off']}.get(self.wm) or shlex.split(self.wm)
            self._spawn(cmd, log='wm.log', env=noa11y)
            self._poll(lambda: 'window id' in self._x('xprop', '-root', '_NET_SUPPORTING_WM_CHECK'), 15, 'window manager')
        if self.tray:
            self._spawn(['trayer', '--edge', 'bottom', '--align', 'right', '--widthtype', 'request', '--height', '26',
                         '--SetDockType', 'true'], log='tray.log', env=noa11y)
            self._poll(lambda: self._x('xdotool', 'search', '--class', 'trayer').split(), 10, 'trayer')
            time.sleep(0.3)

    def _a11y_address(self, sess):
        try:
            return sess.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, 2000,
                                  None).unpack()[0]
        except GLib.Error:
            return None

    @staticmethod
    def _read_fd(fd, secs, what):
        import select
        data = b''
        end = time.time() + secs
        while b'\n' not in data:
            if not select.select([fd], [], [], max(0, end - time.time()))[0]:
                raise SetupError(what + ' did not start in %ds' % secs)
            chunk = os.read(fd, 256)
            if not chunk:
                raise SetupError(what + ' did not start (see the logs in --out)')
            data += chunk
        os.close(fd)
        return data

    def start(self, cmd, user=True, env=None, log='app.log'):
        """Start a program; user=False runs it as root although --user was given."""
        e = {'QT_LINUX_ACCESSIBILITY_ALWAYS_ON': '1', 'QT_ACCESSIBILITY': '1', 'QT_QPA_PLATFORM': 'xcb'}
        if self.system_bus:
            e['DBUS_SYSTEM_BUS_ADDRESS'] = self.system_bus
        e.update(self.xenv)
        e.update(env or {})
        p = self._spawn(shlex.split(cmd) if isinstance(cmd, str) else list(cmd), as_user=user, log=log, env=e)
        self.apps.append(p)
        return p

    def close(self):
        """End everything started here (whole process groups, then stray descendants)."""
        for c in (getattr(self, 'bus', None), getattr(self, 'sess', None)):
            try:
                c and c.close_sync(None)
            except GLib.Error:
                pass
        for sig in (signal.SIGTERM, signal.SIGKILL):
            for p in reversed(self.procs):
                if p.poll() is None or sig == signal.SIGKILL:
                    try:
                        os.killpg(p.pid, sig)
                    except (ProcessLookupError, PermissionError):
                        pass
            for pid in self._descendants():
                try:
                    os.kill(pid, sig)
                except ProcessLookupError:
                    pass
            end = time.time() + 3
            while time.time() < end:
                alive = [p for p in self.procs if p.poll() is None]
                try:
                    while os.waitpid(-1, os.WNOHANG)[0]:
                        pass
                except ChildProcessError:
                    break
                if not alive and not self._descendants():
                    break
                time.sleep(0.05)
        self.procs = []
        if self.tmp:
            shutil.rmtree(self.tmp, ignore_errors=True)
            self.tmp = None

    @staticmethod
    def _descendants():
        kids = {}
        for d in os.listdir('/proc'):
            if d.isdigit():
                try:
                    with open('/proc/%s/stat' % d) as f:
                        f = f.read().rpartition(')')[2].split()
                    if f[0] != 'Z':
                        kids.setdefault(int(f[1]), []).append(int(d))
                except (OSError, IndexError):
                    pass
        out, todo = [], [os.getpid()]
        while todo:
            for k in kids.get(todo.pop(), []):
                out.append(k)
                todo.append(k)
        return out

    # ------------------------------------------------------------ low level
    def _call(self, bus, path, iface, method, sig=None, *args):
        try:
            return self.bus.call_sync(bus, path, iface, method, GLib.Variant(sig, args) if sig else None, None,
                                      Gio.DBusCallFlags.NO_AUTO_START, 5000, None).unpack()
        except GLib.Error as e:
            raise UiError('%s.%s: %s' % (iface.rsplit('.', 1)[1], method, e.message[:160])) from None

    def _poll(self, fn, secs, what):
        end = time.time() + secs
        while True:
            v = fn()
            if v:
                return v
            if time.time() > end:
                raise SetupError('timed out (%ss) waiting for %s' % (secs, what))
            time.sleep(0.1)

    def _x(self, *cmd):
        try:
            return subprocess.run(cmd, env=self.env, capture_output=True, text=True, timeout=20, errors='replace').stdout
        except subprocess.TimeoutExpired:
            raise UiError('timed out: ' + ' '.join(cmd)) from None

    def check_alive(self):
        for p in self.apps:
            if p.poll() is not None and p.returncode != 0:
                raise AppDied('program ended: %s, status %s (see app.log)' % (p.args, p.returncode))

    def retry(self, fn, timeout=None, what='?'):
        """Call fn until it returns something true, for at most timeout seconds."""
        end = time.time() + (self.timeout if timeout is None else float(timeout))
        err = None
        pause = 0.05
        while True:
            try:
                v = fn()
                if v:
                    return v
                err = None
            except AppDied:
                raise
            except UiError as e:
                err = e
            if time.time() > end:
                self.check_alive()
                raise UiError('%s%s' % (what, ': %s' % err if err else ''))
            time.sleep(pause)
            pause = min(0.25, pause * 1.5)

    def _listen(self):
        """Note focus changes and menus that pop up: Qt 6.4 does not list context menus in the tree,
        so the 'showing' event is the only way to get hold of them."""
        def cb(conn, sender, path, iface, sig, params):
            a = params.unpack()
            ref = (sender, path)
            if a[0] == 'showing':
                self.shown = [r for r in self.shown if r != ref][-60:] + ([ref] if a[1] else [])
        self.bus.signal_subscribe(None, 'org.a11y.atspi.Event.Object', 'StateChanged', None, None,
                                  Gio.DBusSignalFlags.NONE, cb)
        for ev in ('object:state-changed:showing', 'object:state-changed:focused', 'focus:'):
            self.bus.call_sync('org.a11y.atspi.Registry', '/org/a11y/atspi/registry', 'org.a11y.atspi.Registry',
                               'RegisterEvent', GLib.Variant('(sass)', (ev, [], '')), None, 0, 5000, None)

    def popups(self):
        """Open context (and other) menus, the newest first."""
        self.pump()
        out = []
        for r in reversed(self.shown):
            n = Node(self, r)
            try:
                if n.role == 'popup menu' and 'showing' in n.states:
                    out.append(n)
            except UiError:
                self.shown = [x for x in self.shown if x != r]
        return out

    def pump(self):
        c = GLib.MainContext.default()
        while c.iteration(False):
            pass

    # ------------------------------------------------------------ finding
    def applications(self):
        out = []
        for r in self._call('org.a11y.atspi.Registry', ROOT, ACC, 'GetChildren')[0]:
            out.append(Node(self, r))
        return out

    def windows(self, title=None):
        """Showing top-level windows, the active one first."""
        out = []
        for a in self.applications():
            try:
                kids = a.children
            except UiError:
                continue
            for w in kids:
                try:
                    st = w.states
                    if 'showing' in st and (title is None or self._title_match(title, w)):
                        out.append((0 if 'active' in st else 1, w))
                except UiError:
                    pass
        out.sort(key=lambda t: t[0])
        return [w for _, w in out]

    @staticmethod
    def _title_match(title, w):
        n = w.name
        return match(title, n) or norm(title) in norm(n)

    def wait_window(self, title, timeout=None):
        return self.retry(lambda: self.windows(title), timeout, 'no window %r; there are %s' % (
            title, '(see windows)'))[0]

    def wait_no_window(self, title, timeout=None):
        self.retry(lambda: not self.windows(title), timeout, 'window %r is still there' % title)

    def walk(self, node, hidden=False, into_views=False, depth=0, maxdepth=40):
        """Depth first; hidden subtrees and the cells of views are skipped unless asked for."""
        yield depth, node
        try:
            role = node.role
            if role in VIEWS and not into_views:
                return
            kids = node.children
        except UiError:
            return
        if depth < maxdepth:
            for k in kids:
                try:
                    if not hidden and not k.showing:
                        continue
                except UiError:
                    continue
                yield from self.walk(k, hidden, into_views, depth + 1, maxdepth)

    def _roots(self):
        ws = self.windows(self.scope) if self.scope else self.windows()
        modal = [w for w in ws if 'modal' in w.states] if len(ws) > 1 else []
        return self.popups() + modal + [w for w in ws if w not in modal]

    def find_all(self, name=None, role=None, within=None, hidden=False, into_views=False):
        roles = None if role is None else ROLE_ALIAS.get(role, (role,)) if isinstance(role, str) else tuple(role)
        if within is None:
            roots = self._roots()
        elif isinstance(within, Node):
            roots = [within]
        else:
            roots = [n for n in self.find_all(within, hidden=hidden) if n.role != 'label']
        best = {3: [], 2: [], 1: []}
        for root in roots:
            for _, n in self.walk(root, hidden, into_views):
                try:
                    r = n.role
                    if roles and r not in roles:
                        continue
                    if name is None:
                        best[1].append(n)
                        continue
                    m = match(name, n.name)
                    if not m and r in EDITS + VIEWS + ('slider', 'progress bar'):
                        m = max([match(name, x) for x in n.labels + [n.description]] or [0])
                    if m:
                        best[m].append(n)
                except UiError:
                    continue
        return best[3] + best[2] + best[1]

    def find(self, name=None, role=None, within=None, nth=1, timeout=None, hidden=False, prefer=None):
        def go():
            f = self.find_all(name, role, within, hidden)
            if prefer:
                f.sort(key=lambda n: 0 if n.role in prefer else 1)
            return f[nth - 1] if len(f) >= nth else None
        return self.retry(go, timeout, 'no control %r%s%s' % (name, ' role=%s' % (role,) if role else '',
                                                             ' in %r' % (within,) if within else ''))

    def top(self, node):
        """The window a control is in."""
        n = node
        for _ in range(40):
            p = n.parent
            if p.path.endswith('/root') or p.path == '/org/a11y/atspi/null' or p.role == 'application':
                return n
            n = p
        return n

    # ------------------------------------------------------------ pointer and keyboard
    def _xwin(self, title_node_or_str):
        """X window id of a showing top-level, by its title (Qt appends the display name to it)."""
        t = title_node_or_str if isinstance(title_node_or_str, str) else title_node_or_str.name
        for prop in ('_NET_CLIENT_LIST_STACKING', '_NET_CLIENT_LIST'):   # xfwm4 sets the first one late
            ids = re.findall(r'0x[0-9a-f]+', self._x('xprop', '-root', prop))
            if ids:
                break
        for i in reversed(ids):
            o = self._x('xprop', '-id', i, '_NET_WM_NAME', 'WM_NAME')
            m = re.search(r'_NET_WM_NAME\(UTF8_STRING\) = "(.*)"', o) or re.search(r'WM_NAME\(.*\) = "(.*)"', o)
            xt = m.group(1).encode().decode('unicode_escape', 'replace') if m and '\\' in m.group(1) else m and m.group(1)
            if xt is None:
                continue
            if match(t, xt) or xt.startswith(t + ' ') or norm(t) in norm(xt):
                return i
        return None

    def activate(self, win, secs=3):
        """Bring a window to the front through the window manager; never hangs."""
        x = self._xwin(win)
        if not x:
            return None
        if self.wm == 'none':
            self._x('xdotool', 'windowraise', x, 'windowfocus', x)
            return x
        self._x('wmctrl', '-i', '-a', x)
        end = time.time() + secs
        while time.time() < end:
            m = re.search(r'0x[0-9a-f]+', self._x('xprop', '-root', '_NET_ACTIVE_WINDOW'))
            if m and int(m.group(0), 16) == int(x, 16):
                break
            time.sleep(0.05)
        time.sleep(0.1)
        return x

    def is_modal(self, win):
        """Qt 6.4 does not set the AT-SPI modal state, so the window manager's hint is asked too."""
        if 'modal' in win.states:
            return True
        if win.role not in ('dialog', 'alert', 'file chooser'):
            return False
        x = self._xwin(win)
        return bool(x) and '_NET_WM_STATE_MODAL' in self._x('xprop', '-id', x, '_NET_WM_STATE')

    def _prepare(self, node, enabled=True):
        """Enabled? in an active window? not behind a modal dialog?  Then its rectangle."""
        if enabled and not {'enabled', 'sensitive'} & node.states:
            raise UiError('%r is disabled' % node)
        try:
            w = self.top(node)
            if w.role in WINDOWS:
                modal = [m for m in self.windows() if m != w and self.is_modal(m)] if 'active' not in w.states else []
                if modal and not self.is_modal(w):
                    raise UiError('%r is behind the modal dialog %r' % (node, modal[0].name))
                if 'active' not in w.states:
                    self.activate(w)
        except UiError as e:
            if 'modal' in str(e):
                raise
        return self._settled(node)

    def _settled(self, node):
        r = None
        for _ in range(30):                             # wait for the layout to stand still
            q = node.rect
            if q == r and q[2] > 0 and q[3] > 0:
                break
            r = q
            time.sleep(0.04)
        if not r or r[2] <= 0 or r[3] <= 0:
            raise UiError('%r has no area on the screen: %s' % (node, r))
        return self._scroll_to(node, r)

    def _scroll_to(self, node, r):
        """Turn the wheel over the ancestor that hides the control, as a person would."""
        chain, n = [], node
        for _ in range(30):
            try:
                n = n.parent
                if n.path.endswith('/root') or n.role == 'application':
                    break
                chain.append((n, n.rect))
            except UiError:
                break
        for n, a in chain:
            if a[2] <= 0 or n.role in ('popup menu', 'menu item', 'menu bar', 'combo box'):
                continue
            top, bottom = a[1], a[1] + a[3]
            if n.role in VIEWS:                         # rows can hide behind the column header
                if node.role.endswith('header'):
                    continue
                for k in n.children[:3]:
                    if k.role in ('column header', 'table column header'):
                        top = max(top, k.rect[1] + k.rect[3])
                        break
            for _ in range(600):
                if r[1] >= top and r[1] + r[3] <= bottom or r[3] > bottom - top and top < r[1] + r[3] / 2 < bottom:
                    break
                self._x('xdotool', 'mousemove', str(a[0] + a[2] // 2), str((top + bottom) // 2), 'click',
                        '5' if r[1] + r[3] / 2 > (top + bottom) / 2 else '4')
                time.sleep(0.03)
                q = node.rect
                if q == r:
                    time.sleep(0.12)
                    q = node.rect
                    if q == r:
                        break                           # cannot scroll any further
                r = q
        return r

    def mouse(self, x, y, button=1, count=1):
        self._x('xdotool', 'mousemove', str(int(x)), str(int(y)))
        time.sleep(0.03)                                # let enter events and tooltips settle
        if button:
            self._x('xdotool', 'click', *(['--repeat', str(count), '--delay', '60'] if count > 1 else []), str(button))
            time.sleep(0.05)

    def _center(self, node, enabled=True):
        x, y, w, h = self._prepare(node, enabled)
        return x + w // 2, y + h // 2

    def click_node(self, node, button=1, count=1):
        self.mouse(*self._center(node), button=button, count=count)

    def key(self, *combos):
        fix = {'ctrl': 'ctrl', 'alt': 'alt', 'shift': 'shift', 'enter': 'Return', 'return': 'Return', 'esc': 'Escape',
               'escape': 'Escape', 'del': 'Delete', 'delete': 'Delete', 'tab': 'Tab', 'space': 'space', 'up': 'Up',
               'down': 'Down', 'left': 'Left', 'right': 'Right', 'home': 'Home', 'end': 'End', 'pgup': 'Prior',
               'pgdown': 'Next', 'backspace': 'BackSpace', 'menu': 'Menu', 'insert': 'Insert', 'meta': 'super'}
        for c in combos:
            parts = c.split('+') if c != '+' else ['plus']
            parts = [fix.get(p.lower(), p.lower() if len(p) == 1 else p) for p in parts]
            self._x('xdotool', 'key', '--clearmodifiers', '--delay', '30', '+'.join(parts))
            time.sleep(0.06)

    def keys(self, text):
        self._x('xdotool', 'type', '--clearmodifiers', '--delay', '12', '--', text)
        time.sleep(0.05)

    # ------------------------------------------------------------ what a person does
    def click(self, name, role=None, within=None, nth=1, button=1, count=1, timeout=None):
        def go():
            n = self.find(name, role, within, nth, timeout=0, prefer=(
                'push button', 'menu item', 'radio button', 'check box', 'page tab'))
            if n.role in ('radio button', 'check box'):
                self.mouse(*self._indicator(n)[0], button=button, count=count)
            else:
                self.click_node(n, button, count)
            return n
        return self.retry(go, timeout, 'cannot click %r' % name)

    def _indicator(self, n):
        """Hit points for a check/radio mark: the likely side first."""
        x, y, w, h = self._prepare(n)
        f = self.scale
        box = n.role == 'check box' and h > 40 * f      # a checkable QGroupBox: mark in its title line
        cy = y + (9 * f if box else h // 2)
        d = min(11 * f, w / 2)
        pts = [(x + d, cy), (x + w - d, cy)]
        return pts[::-1] if self.rtl else pts

    def _toggle(self, n, want, read, points, space=True, via=None):
        """Click the mark until read() says want; then Space; then the AT-SPI action."""
        if read() == want:
            return 'already'

        def ok():
            end = time.time() + 0.7
            while time.time() < end:
                try:
                    if read() == want:
                        return True
                except UiError:
                    pass
                time.sleep(0.05)
            return False
        if via in (None, 'mouse'):
            for i, p in enumerate(points()):
                self.mouse(*p)
                if ok():
                    return 'mouse' if i == 0 else 'mouse (other side)'
                if not self.fallback and i == 0:
                    break
        if via == 'key' or (via is None and self.fallback):
            if space:
                self.key('space')
                if ok():
                    return 'space key'
        if via == 'action' or (via is None and self.fallback):
            n.do_action('Toggle', 'Press', 'toggle', 'press')
            if ok():
                return 'AT-SPI action'
        raise UiError('%r did not become %s' % (n, 'checked' if want else 'unchecked'))

    def check(self, name, on=True, role=None, within=None, nth=1, timeout=None, via=None):
        def go():
            n = self.find(name, role or ('check box', 'radio button', 'check menu item', 'toggle button'), within, nth, 0)
            if via == 'key' and 'focused' not in n.states:
                n.call(COMP, 'GrabFocus')
            how = self._toggle(n, on, lambda: 'checked' in n.states,
                               lambda: self._indicator(n) if n.role != 'toggle button' else [self._center(n)], via=via)
            if how not in ('already', 'mouse'):
                self.log('  note: %r was toggled by %s' % (name, how))
            return True
        return self.retry(go, timeout, 'cannot set %r' % name)

    def tab(self, name, timeout=None):
        n = self.click(name, role='page tab', timeout=timeout)
        self.retry(lambda: {'focused', 'selected'} & n.states or match(name, n.parent.name), timeout,
                   'tab %r did not come to front' % name)

    def edit(self, name, within=None, nth=1, timeout=None):
        return self.find(name, EDITS, within, nth, timeout)

    def type(self, name, text, within=None, nth=1, replace=True, timeout=None, verify=True):
        n = self.edit(name, within, nth, timeout)
        for attempt in (1, 2):
            x, y = self._center(n)
            if n.role in ('spin box', 'spin button', 'combo box'):
                rx = n.rect
                x = rx[0] + int(rx[2] * (0.75 if self.rtl else 0.25))
            self.mouse(x, y)
            self._wait_for_keyboard(n)
            if replace:
                self.key('ctrl+a')
                self.key('Delete')
            else:
                self.key('ctrl+End')
            if text:
                self.keys(text)
            if n.role == 'password text' or not verify:
                return n
            try:
                self.retry(lambda: (n.text == text if replace else n.text.endswith(text)), 1.5)
                return n
            except UiError:
                try:
                    got = n.text
                except UiError:
                    return n                            # no Text interface (combo box): cannot verify
                if attempt == 2:
                    raise UiError('typed %r into %r but it holds %r' % (text, name, got)) from None

    def _wait_for_keyboard(self, n):
        """The window manager may hold a click back for a moment, but never a key: keys would overtake it."""
        if n.role not in ('text', 'password text', 'entry'):
            return
        try:
            self.retry(lambda: 'focused' in n.states, 3)
        except UiError:
            pass                                        # the check of what was typed tells

    def set_text(self, name, text, within=None, nth=1, timeout=None):
        n = self.edit(name, within, nth, timeout)
        n.call(EDIT, 'SetTextContents', '(s)', text)
        return n

    def select(self, name, item, within=None, nth=1, timeout=None):
        """Open a combo box with the mouse and click an item in its list."""
        n = self.find(name, 'combo box', within, nth, timeout)
        if match(item, n.value) == 3:
            return
        self.click_node(n)
        lst = self.retry(lambda: next((k for k in n.children if k.role in VIEWS and k.rect[2] > 0 and k.showing), None),
                         timeout, 'the list of combo box %r did not open' % name)
        r, _ = lst.dims()
        hit = max(((match(item, lst.cell(i, 0).name), -i, i) for i in range(r)), default=(0, 0, 0))
        if not hit[0]:
            self.key('Escape')
            raise UiError('combo box %r has no item %r, only %s' % (name, item, [lst.cell(i, 0).name for i in range(r)]))
        c = lst.cell(hit[2], 0)
        time.sleep(0.25)                                # Qt ignores a release right after opening
        q = self._settled(c)
        self.mouse(q[0] + min(q[2] // 2, int(20 * self.scale)), q[1] + q[3] // 2)
        self.retry(lambda: match(item, n.value), 3, 'combo box %r did not take %r' % (name, item))

    def menu(self, *names, timeout=None):
        """Open a menu path by clicking: menu('File', 'Export as', 'Text file')."""
        roles = ('menu item', 'check menu item', 'radio menu item', 'menu')
        n = self.find(names[0], roles, timeout=timeout)
        self.click_node(n)
        for nm in names[1:]:
            parent = n

            def sub():
                for k in parent.children:
                    for m in ([k] if k.role in roles else k.children):
                        if match(nm, m.name) and m.rect[2] > 0 and 'showing' in m.states:
                            return m
            n = self.retry(sub, timeout, 'menu item %r did not show under %r' % (nm, parent.name))
            if not {'enabled', 'sensitive'} & n.states:
                raise UiError('menu item %r is disabled' % nm)
            x, y, w, h = n.rect
            time.sleep(0.12)
            self.mouse(x + min(w // 2, 30), y + h // 2)

    def context_menu(self, item, timeout=None):
        """A context menu is open: click its item."""
        def go():
            for m in self.popups():
                items = [k for k in m.children if k.role in ROLE_ALIAS['menuitem']]
                for k in items:
                    if match(item, k.name):
                        return k
                raise UiError('open menu has no %r, only %s' % (item, [k.name for k in items]))
        k = self.retry(go, timeout or 3, 'no context menu is open')
        if not {'enabled', 'sensitive'} & k.states:
            raise UiError('menu item %r is disabled' % item)
        time.sleep(0.12)
        x, y, w, h = k.rect
        self.mouse(x + min(w // 2, 30), y + h // 2)

    # ------------------------------------------------------------ lists, trees, tables
    def view(self, name, timeout=None):
        if isinstance(name, Node):
            return name
        return self.find(None if name == '*' else name, VIEWS, timeout=timeout)

    def headers(self, name):
        v, out = self.view(name), []
        for k in v.children[:64]:
            if k.role not in ('column header', 'table column header'):
                if out:
                    break
                continue
            out.append(k.name)
        return out

    def rows(self, name, limit=2000):
        """All rows as lists of cell texts; a checked cell is prefixed '[x] '."""
        v = self.view(name)
        nr, nc = v.dims()
        return [[self._cell_text(v.cell(r, c)) for c in range(nc)] for r in range(min(nr, limit))]

    @staticmethod
    def _cell_text(c):
        return ('[x] ' if 'checked' in c.states else '') + c.name

    def find_row(self, name, cells, timeout=None, wait=True):
        """Number of the first row that has all these cell texts (exact before loose)."""
        cells = [cells] if isinstance(cells, str) else list(cells)

        def go():
            v = self.view(name, timeout=0)
            nr, nc = v.dims()
            loose = None
            for r in range(nr):
                names = [v.cell(r, c).name for c in range(nc)]
                sc = [max([match(x, n) for n in names] or [0]) for x in cells]
                if all(s >= 2 for s in sc):
                    return (v, r)
                if loose is None and all(sc[i] or any(norm(x) in norm(n) for n in names) for i, x in enumerate(cells)):
                    loose = (v, r)
            return loose
        if not wait:
            return go()
        return self.retry(go, timeout, 'no row %s in %r' % (cells, name))

    def row_click(self, name, row, col=0, button=1, count=1, timeout=None):
        v, r = self.find_row(name, row, timeout)
        self._prepare(v)
        x, y, w, h = self._settled(v.cell(r, int(col)))
        d = min(w // 2, int(45 * self.scale))           # past a check mark, inside the text
        self.mouse(x + w - d if self.rtl else x + d, y + h // 2, button, count)
        return v, r

    def row_check(self, name, row, on=True, col=None, timeout=None, via=None):
        v, r = self.find_row(name, row, timeout)
        self._prepare(v)
        col = 0 if col is None else int(col)
        c = v.cell(r, col)
        f = self.scale

        def points():
            x, y, w, h = self._settled(c)
            d = min(11 * f, w / 2)
            pts = [(x + d, y + h // 2), (x + w - d, y + h // 2)]
            return pts[::-1] if self.rtl else pts
        if via == 'key':
            self.row_click(name, row, col)
        how = self._toggle(c, on, lambda: 'checked' in c.states, points, via=via)
        if how not in ('already', 'mouse'):
            self.log('  note: row %r was toggled by %s' % (row, how))

    def row_expand(self, name, row):
        self.row_click(name, row)
        self.key('Left' if self.rtl else 'Right')

    # ------------------------------------------------------------ looking
    def texts(self):
        for root in self._roots():
            for _, n in self.walk(root):
                try:
                    yield n.name
                    if n.role in EDITS or n.role in ('spin box', 'progress bar'):
                        yield n.value
                    d = n.description
                    if d:
                        yield d
                except UiError:
                    pass

    def has_text(self, t):
        return any(match(t, x) or norm(t) in norm(x) for x in self.texts())

    def focused(self):
        """The control that has the keyboard.  Containers repeat the focus of their child, and the current
        page tab and its QTabWidget claim it too, so those only count when nothing else has it."""
        for w in self.windows():
            hits = []
            for _, n in self.walk(w):
                try:
                    if 'focused' in n.states and n.role not in WINDOWS:
                        hits.append((n.role in ('page tab list', 'filler', 'layered pane', 'panel'), n.role == 'page tab',
                                     -len(hits), n))
                except UiError:
                    pass
            if hits:
                return min(hits, key=lambda h: h[:3])[3]

    def tree(self, everything=False, cells=8):
        """Text dump of the accessibility tree of all programs."""
        out = []

        def one(n, d):
            try:
                role, st = n.role, n.states
                line = '%s%s %r' % ('  ' * d, role, n.name)
                v = n.value if role in EDITS else None
                if v is not None and v != n.name:
                    line += ' value=%r' % v
                if n.labels and role in EDITS + VIEWS:
                    line += ' labelled-by=%r' % n.labels
                desc = n.description
                if desc:
                    line += ' description=%r' % desc
                line += ' %s' % (n.rect,) if role != 'application' else ''
                line += ' {%s}' % ','.join(sorted(st - {'visible', 'sensitive', 'showing'}))
                if 'showing' not in st and role != 'application':
                    line += ' HIDDEN'
                if 'enabled' not in st and 'sensitive' not in st and role not in ('application', 'separator'):
                    line += ' DISABLED'
                out.append(line)
                if role in VIEWS:
                    nr, nc = n.dims()
                    out.append('%s  columns=%s rows=%d' % ('  ' * d, self.headers(n), nr))
                    for r in range(nr if everything else min(nr, cells)):
                        out.append('%s  %3d: %s' % ('  ' * d, r, ' | '.join(self._cell_text(n.cell(r, c))
                                                                           for c in range(nc))))
                    return
                for k in n.children:
                    if everything or d < 1 or k.showing:
                        one(k, d + 1)
            except UiError as e:
                out.append('%s?? %s' % ('  ' * d, e))
        for a in self.applications():
            one(a, 0)
        return '\n'.join(out) + '\n'

    def audit(self):
        """Controls a screen reader could not name, and duplicate names in one window."""
        bad = []
        for w in self.windows():
            for _, n in self.walk(w):
                try:
                    if n.role in ('push button', 'radio button', 'check box', 'toggle button') + EDITS + VIEWS + ('slider',) \
                            and 'focusable' in n.states:
                        if n.role == 'combo box':
                            named = n.labels or n.description or not match(n.value, n.name)
                        else:
                            named = n.name or n.labels
                        if not named:
                            bad.append('no name: %s at %s in window %r' % (n.role, n.rect, w.name))
                except UiError:
                    pass
        return bad

    def shot(self, path, window=None):
        path = os.path.join(self.out, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        crop = []
        if window:
            w = self.wait_window(window)
            x = self._xwin(w)
            if x:
                g = dict(re.findall(r'(\w+)=(-?\d+)', self._x('xdotool', 'getwindowgeometry', '--shell', x)))
                m = re.search(r'_NET_FRAME_EXTENTS\(CARDINAL\) = (\d+), (\d+), (\d+), (\d+)',
                              self._x('xprop', '-id', x, '_NET_FRAME_EXTENTS'))
                le, ri, to, bo = map(int, m.groups()) if m else (0, 0, 0, 0)
                rx, ry, rw, rh = w.rect
                crop = ['-crop', '%dx%d+%d+%d' % (int(g.get('WIDTH', rw)) + le + ri, int(g.get('HEIGHT', rh)) + to + bo,
                                                  max(0, rx - le), max(0, ry - to)), '+repage']
        time.sleep(0.15)                                # let the last paint arrive
        r = subprocess.run(['import', '-window', 'root', '-silent'] + crop + [path], env=self.env, capture_output=True,
                           text=True, timeout=30)
        if r.returncode or not os.path.exists(path):
            raise UiError('screenshot failed: ' + r.stderr[:200])
        return path

    def tray_click(self, nth=1, button=1):
        """Click the nth icon embedded in trayer (needs --tray)."""
        ids = self._x('xdotool', 'search', '--class', 'trayer').split()
        for i in ids:
            o = self._x('xwininfo', '-tree', '-id', i)
            kids = re.findall(r'^\s+(0x[0-9a-f]+) .*?\s(\d+)x(\d+)\+-?\d+\+-?\d+\s+\+(-?\d+)\+(-?\d+)', o, re.M)
            kids = [k for k in kids if 8 <= int(k[1]) <= 128 and 8 <= int(k[2]) <= 128]
            if len(kids) >= nth:
                k = kids[nth - 1]
                self.mouse(int(k[3]) + int(k[1]) // 2, int(k[4]) + int(k[2]) // 2, button)
                return
        raise UiError('no tray icon number %d' % nth)

    # ------------------------------------------------------------ the script language
    def do(self, line):
        """Run one script line."""
        words = shlex.split(line, comments=True)
        if not words:
            return
        cmd, opt, args = words[0], {}, []
        raw = cmd in ('run', 'echo', 'start', 'keys', 'sleep-until')
        for w in words[1:]:
            m = None if raw else re.match(r'(role|nth|in|timeout|via|col|window|button)=(.*)$', w, re.S)
            if m:
                opt[m.group(1)] = m.group(2)
            else:
                args.append(w)
        fn = getattr(self, 'cmd_' + cmd.replace('-', '_'), None)
        if not fn:
            raise SetupError('unknown command: ' + cmd)
        for k in ('nth', 'col', 'button'):
            if k in opt:
                opt[k] = int(opt[k])
        if 'timeout' in opt:
            opt['timeout'] = float(opt['timeout'])
        if 'in' in opt:
            opt['within'] = opt.pop('in')
        try:
            inspect.signature(fn).bind(*args, **opt)
        except TypeError as e:
            raise SetupError('%s: %s' % (cmd, e)) from None
        return fn(*args, **opt)

    @staticmethod
    def _on(w):
        if w.lower() in ('on', 'true', 'yes', '1'):
            return True
        if w.lower() in ('off', 'false', 'no', '0'):
            return False
        raise SetupError('on or off, not ' + w)

    def cmd_start(self, *cmd): self.start(list(cmd))
    def cmd_wait_window(self, t, timeout=None): self.wait_window(t, timeout)
    def cmd_wait_no_window(self, t, timeout=None): self.wait_no_window(t, timeout)
    cmd_expect_window, cmd_expect_no_window = cmd_wait_window, cmd_wait_no_window
    def cmd_window(self, t='*'): self.scope = None if t == '*' else t
    def cmd_windows(self): print('\n'.join('  %s %r %s' % (w.role, w.name, w.rect) for w in self.windows()))
    def cmd_activate(self, t): self.activate(self.wait_window(t))
    def cmd_close_window(self, t, timeout=None):
        x = self._xwin(self.wait_window(t, timeout))
        if self.wm == 'none' or not x:
            raise UiError('close-window needs a window manager')
        self._x('wmctrl', '-i', '-c', x)                # WM_DELETE_WINDOW, as the close button of the frame sends
        self.wait_no_window(t, timeout)
    def cmd_resize(self, t, wh):
        w, h = wh.lower().split('x')
        self._x('xdotool', 'windowsize', '--sync', self._xwin(self.wait_window(t)), w, h)
    def cmd_tab(self, n, timeout=None): self.tab(n, timeout)
    def cmd_click(self, n, **o): self.click(n, **o)
    def cmd_double_click(self, n, **o): self.click(n, count=2, **o)
    def cmd_right_click(self, n, **o): self.click(n, button=3, **o)
    def cmd_hover(self, n, **o): self.mouse(*self._center(self.find(n, **o), False), button=0); time.sleep(0.8)
    def cmd_press(self, n, **o):
        self.retry(lambda: self.find(n, timeout=0, **{k: v for k, v in o.items() if k != 'timeout'})
                   .do_action('Press', 'Toggle', 'ShowMenu'), o.get('timeout'), 'cannot press %r' % n)
    def cmd_type(self, n, t, **o): self.type(n, t, **o)
    def cmd_append(self, n, t, **o): self.type(n, t, replace=False, **o)
    def cmd_type_secret(self, n, t, **o): self.type(n, t, verify=False, **o)
    def cmd_set_text(self, n, t, **o): self.set_text(n, t, **o)
    def cmd_spin(self, n, v, **o): self.type(n, v, **o); self.key('Tab')
    def cmd_keys(self, *t): self.keys(' '.join(t))
    def cmd_key(self, *k): self.key(*k)
    def cmd_focus(self, n, role=None, within=None, nth=1, timeout=None):
        self.find(n, role, within, nth, timeout).call(COMP, 'GrabFocus')
    def cmd_select(self, c, i, **o): self.select(c, i, **o)
    def cmd_check(self, n, v='on', **o): self.check(n, self._on(v), **o)
    def cmd_radio(self, n, **o): self.check(n, True, role='radio button', **o)
    def cmd_menu(self, *n, timeout=None): self.menu(*n, timeout=timeout)
    def cmd_context_menu(self, *a, timeout=None):
        """context-menu ITEM (already open) | context-menu NAME ITEM | context-menu TABLE ROW ITEM"""
        if len(a) == 2:
            self.click(a[0], button=3)
        elif len(a) == 3:
            self.row_click(a[0], a[1], button=3)
        self.context_menu(a[-1], timeout)
    def cmd_row_click(self, t, *r, **o): self.row_click(t, list(r), **o)
    def cmd_row_double_click(self, t, *r, **o): self.row_click(t, list(r), count=2, **o)
    def cmd_row_right_click(self, t, *r, **o): self.row_click(t, list(r), button=3, **o)
    def cmd_row_check(self, t, *r, **o): self.row_check(t, list(r[:-1]), self._on(r[-1]), **o)
    def cmd_row_expand(self, t, *r): self.row_expand(t, list(r))

    def cmd_expect_text(self, t, timeout=None):
        self.retry(lambda: self.has_text(t), timeout, 'text %r is not on the screen' % t)
    def cmd_expect_no_text(self, t, timeout=None):
        self.retry(lambda: not self.has_text(t), timeout, 'text %r is on the screen' % t)
    def cmd_expect_exists(self, n, **o): self.find(n, **o)
    def cmd_expect_no(self, n, role=None, within=None, timeout=None):
        self.retry(lambda: not self.find_all(n, role, within), timeout, 'control %r is there' % n)
    def cmd_expect_enabled(self, n, v='on', role=None, within=None, nth=1, timeout=None):
        def go():
            x = self.find(n, role, within, nth, 0, prefer=('push button', 'menu item', 'radio button', 'check box') + EDITS)
            return bool({'enabled', 'sensitive'} & x.states) == self._on(v)
        self.retry(go, timeout, '%r is not %s' % (n, 'enabled' if self._on(v) else 'disabled'))
    def cmd_expect_checked(self, n, v='on', role=None, within=None, nth=1, timeout=None):
        self.retry(lambda: ('checked' in self.find(n, role or ('check box', 'radio button', 'check menu item', 'menu item',
                   'toggle button'), within, nth, 0).states) == self._on(v), timeout, '%r is not %s' % (n, v))
    def cmd_expect_value(self, n, v, role=None, within=None, nth=1, timeout=None):
        got = []

        def go():
            got[:] = [self.find(n, role or EDITS, within, nth, 0).value]
            return got[0] == v or (v[:1] == '/' and match(v, got[0]))
        try:
            self.retry(go, timeout, 'x')
        except UiError as e:
            raise UiError('%r holds %r, not %r (%s)' % (n, got, v, e)) from None
    def cmd_expect_focus(self, n, timeout=None):
        self.retry(lambda: (lambda f: f and (match(n, f.name) or any(match(n, x) for x in f.labels)))(self.focused()),
                   timeout, 'focus is on %r, not %r' % (self.focused(), n))
    def cmd_expect_row(self, t, *c, timeout=None): self.find_row(t, c, timeout)
    def cmd_expect_no_row(self, t, *c, timeout=None):
        self.retry(lambda: not self.find_row(t, c, wait=False), timeout, 'row %s is in %r' % (c, t))
    def cmd_expect_row_checked(self, t, *a, col=0, timeout=None):
        def go():
            v, r = self.find_row(t, a[:-1], 0)
            return ('checked' in v.cell(r, col).states) == self._on(a[-1])
        self.retry(go, timeout, 'row %s is not %s' % (a[:-1], a[-1]))
    def cmd_expect_rows(self, t, n, timeout=None):
        self.retry(lambda: self.view(t, 0).dims()[0] == int(n), timeout, '%r has not %s rows' % (t, n))
    def cmd_expect_exit(self, code='0', timeout=None):
        p = self.apps[-1]
        end = time.time() + (timeout or self.timeout)
        while p.poll() is None and time.time() < end:
            time.sleep(0.05)
        if p.poll() is None:
            raise UiError('program still runs')
        if p.returncode != int(code):
            raise UiError('program ended with %s, not %s' % (p.returncode, code))
        self.apps.remove(p)

    def cmd_list(self, t, path=None):
        out = '\n'.join('\t'.join(r) for r in [self.headers(t)] + self.rows(t)) + '\n'
        self._emit(out, path)
    def cmd_value(self, n, **o): print(self.edit(n, **o).value)
    def cmd_tree(self, path=None, everything=None):
        if path == 'all':
            path, everything = None, 'all'
        self._emit(self.tree(bool(everything)), path)
    def cmd_audit(self): print('\n'.join('  ' + b for b in self.audit()) or '  audit: every focusable control has a name')
    def cmd_tab_order(self, n='40'):
        seen = []
        for _ in range(int(n)):
            f = self.focused()
            if f in seen:
                print('  -- the focus stays in %r: keyboard trap? (QTableView::tabKeyNavigation)' % f if f == seen[-1]
                      else '  -- round')
                break
            seen.append(f)
            print('  %2d %r' % (len(seen), f))
            self.key('Tab')
    def cmd_shot(self, path, window=None): self.shot(path, window)
    def cmd_tray_click(self, n='1', button=1): self.tray_click(int(n), button)
    def cmd_sleep(self, s): time.sleep(float(s))
    def cmd_sleep_until(self, s, *c):
        words = list(c)
        self.do(' '.join(map(shlex.quote, words)) + ' timeout=%s' % s)
    def cmd_run(self, *c):
        e = dict(os.environ, UIDRIVE_DISPLAY=self.display, UIDRIVE_XAUTHORITY=self.env['XAUTHORITY'], UIDRIVE_OUT=self.out,
                 UIDRIVE_SESSION_BUS=self.env['DBUS_SESSION_BUS_ADDRESS'],
                 UIDRIVE_APP_PID=str(self.apps[-1].pid if self.apps else 0))
        r = subprocess.run(' '.join(c), shell=True, env=e, timeout=max(60, self.timeout))
        if r.returncode:
            raise UiError('command ended with %d: %s' % (r.returncode, ' '.join(c)))
    def cmd_echo(self, *t): print(' '.join(t), flush=True)
    def cmd_set(self, k, v):
        setattr(self, {'timeout': 'timeout', 'rtl': 'rtl', 'scale': 'scale'}[k], self._on(v) if k == 'rtl' else float(v))

    def _emit(self, text, path):
        if path:
            with open(os.path.join(self.out, path), 'w') as f:
                f.write(text)
        else:
            print(text, end='', flush=True)

    def run_script(self, lines, keep_going=False):
        failed = 0
        for no, line in enumerate(lines, 1):
            for part in split_semicolons(line):
                part = part.strip()
                if not part or part.startswith('#'):
                    continue
                t = time.time()
                try:
                    self.check_alive() if not part.startswith('expect-exit') else None
                    self.do(part)
                    self.log('ok   %3d %5.2fs  %s' % (no, time.time() - t, part))
                except UiError as e:
                    self.log('FAIL %3d %5.2fs  %s\n     %s' % (no, time.time() - t, part, e))
                    for what in (lambda: self.shot('FAIL-%d.png' % no),
                                 lambda: self._emit(self.tree(), 'FAIL-%d.tree.txt' % no)):
                        try:
                            what()
                        except Exception:
                            pass
                    failed += 1
                    if isinstance(e, AppDied):
                        return 3
                    if not keep_going:
                        return 1
        return 1 if failed else 0


def split_semicolons(line):
    out, cur, q, esc = [], '', None, False
    for ch in line:
        if esc:
            esc = False
        elif ch == '\\':
            esc = True
        elif q:
            q = None if ch == q else q
        elif ch in '"\'':
            q = ch
        elif ch == '#' and (not cur or cur[-1].isspace()):
            break
        elif ch == ';':
            out.append(cur)
            cur = ''
            continue
        cur += ch
    return out + [cur]


def main(argv=None):
    ap = argparse.ArgumentParser(prog='uidrive', description='Drive a Qt program as a person would.',
                                 epilog='The script language is described at the top of this file: pydoc3 ./uidrive.py')
    ap.add_argument('--app'), ap.add_argument('--size', default='1280x900'), ap.add_argument('--out', default='.')
    ap.add_argument('--user'), ap.add_argument('--system-bus'), ap.add_argument('--env', action='append', default=[])
    ap.add_argument('--scale', type=float), ap.add_argument('--rtl', action='store_true')
    ap.add_argument('--wm', default='xfwm4'), ap.add_argument('--tray', action='store_true')
    ap.add_argument('--timeout', type=float, default=10), ap.add_argument('--limit', type=int, default=300)
    ap.add_argument('--keep-going', action='store_true'), ap.add_argument('--no-fallback', action='store_true')
    ap.add_argument('-q', '--quiet', action='store_true'), ap.add_argument('-e', '--execute', action='append', default=[])
    ap.add_argument('script', nargs='?', help='script file, - for standard input')
    a = ap.parse_args(argv)
    lines = list(a.execute)
    if a.script:
        lines += (sys.stdin if a.script == '-' else open(a.script)).read().split('\n')
    if not lines:
        ap.error('no script')

    def bye(sig, frame):
        raise SystemExit(4 if sig == signal.SIGALRM else 130)
    for s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):
        signal.signal(s, bye)
    signal.alarm(a.limit)
    try:
        env = dict(e.split('=', 1) for e in a.env)
        with Session(a.size, a.out, a.user, a.system_bus, env, a.wm, a.timeout, a.scale, a.rtl, a.tray, not a.quiet,
                     not a.no_fallback) as s:
            if a.app:
                s.start(a.app)
            return s.run_script(lines, a.keep_going)
    except SetupError as e:
        print('uidrive: %s' % e, file=sys.stderr)
        return 2


if __name__ == '__main__':
    sys.exit(main())
