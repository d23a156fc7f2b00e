# SPDX-License-Identifier: GPL-2.0-or-later
"""Little servers that listen on a machine of the lab, IPv4 and IPv6 at once, each in a thread of this process."""
import http.server
import socket
import threading


class WebServer:
    """"/" answers `text`; "/stream" goes on and on, slowly, until the other side has enough."""

    def __init__(self, namespace, port, text='It works.\n'):
        outer = self
        self._ending = threading.Event()

        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header('Content-Type', 'text/plain; charset=utf-8')
                self.end_headers()
                if self.path == '/stream':
                    outer._stream(self.wfile)
                else:
                    self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(('::', port), Page, bind_and_activate=False)
        self._server.daemon_threads = True
        self._server.socket.close()
        self._server.socket = listening_socket(namespace, socket.SOCK_STREAM, port)
        self._server.handle_error = lambda *_: None  # a visitor who goes away is no news
        self._server.server_activate()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def _stream(self, file):
        while not self._ending.wait(0.01):
            file.write(b'.' * 1024)

    def close(self):
        self._ending.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class UdpEcho:
    """Answers every datagram with the same bytes; remembers who asked."""

    def __init__(self, namespace, port):
        self.heard = []
        self._ending = threading.Event()
        self._socket = listening_socket(namespace, socket.SOCK_DGRAM, port)
        self._socket.settimeout(0.1)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        while not self._ending.is_set():
            try:
                data, sender = self._socket.recvfrom(65535)
                self.heard.append((data, sender))
                self._socket.sendto(data, sender)
            except OSError:  # nobody asked, or an asker who is gone
                pass

    def close(self):
        self._ending.set()
        self._thread.join()
        self._socket.close()


def listening_socket(namespace, kind, port):
    made = namespace.socket(socket.AF_INET6, kind)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    made.bind(('::', port))
    return made
