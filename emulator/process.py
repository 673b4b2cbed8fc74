"""One process of the emulator: serves moto's application, forks, and ends with whoever started it."""

import json
import os
import signal
import socket
import stat
import threading
from urllib.parse import parse_qs

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from turns import turn

HOST = "127.0.0.1"
STDIN = 0


class RequestHandler(MotoRequestHandler):
    # An answer leaves in one piece. werkzeug sends its headers alone. With them Go's SDK closes its request (smithy-go,
    # ClientHandler.Handle), and where net/http still looks for more to send, as it does within a millisecond, it breaks
    # the connection before the rest has come: the SDK asks again, and the same thing is made twice.
    wbufsize = 1 << 20

    def handle_expect_100(self):
        goes_on = super().handle_expect_100()
        self.wfile.flush()
        del self.headers["Expect"]  # or werkzeug would say it again
        return goes_on


class Process:
    def __init__(self, clock):
        self.clock = clock
        self.aws = DomainDispatcherApplication(create_backend_app)
        self.listening = None

    def serve(self, port):
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries forks that have ended
        self.listening = listen(port)
        print(self.listening.getsockname()[1], flush=True)
        self.run()

    def run(self):
        threading.Thread(target=end_with_parent, daemon=True).start()
        port = self.listening.getsockname()[1]
        os.environ["MOTO_PORT"] = str(port)
        make_server(
            HOST, port, self, threaded=True, request_handler=RequestHandler, fd=self.listening.fileno()
        ).serve_forever()

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path.startswith("/_emulator/"):
            return self.command(path.rsplit("/", 1)[1], environ, start_response)
        with turn:
            return self.aws(environ, start_response)

    def command(self, name, environ, start_response):
        def answer(values, then=lambda: None):
            body = json.dumps(values).encode()
            start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
            yield body
            then()

        if name == "fork":
            return answer(self.fork())
        if name == "clock":
            asked = parse_qs(environ.get("QUERY_STRING", ""))
            if "stop" in asked:
                self.clock.stop()
            ahead = self.clock.move(float(asked.get("seconds", ["0"])[0]))
            return answer({"ahead": ahead, "now": self.clock.now()})
        if name == "stop":
            return answer({}, then=lambda: os._exit(0))
        start_response("404 Not Found", [])
        return []

    def fork(self):
        """Port and id of a copy of this process. The copy has only this thread, so no other may be within moto meanwhile."""
        with turn:
            listening = listen(0)
            child = os.fork()
            if child != 0:
                port = listening.getsockname()[1]
                listening.close()
                return {"port": port, "process": child}
        try:
            forget_sockets(but=listening)
            self.listening = listening
            self.run()
        finally:
            os._exit(1)


def forget_sockets(but):
    """Whoever waits for the end of a connection, or for a port to be free, would wait for every copy that holds it, too."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in map(int, os.listdir("/dev/fd")):
        try:
            is_socket = stat.S_ISSOCK(os.fstat(number).st_mode)
        except OSError:  # that of the listing itself, which is closed now
            continue
        if is_socket and number not in (0, 1, 2, but.fileno()):
            os.dup2(nowhere, number)  # not closed: its number may not become another's while Python knows it


def listen(port):
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((HOST, port))
    server.listen(128)
    return server


def end_with_parent():
    while os.read(STDIN, 4096):
        pass
    os._exit(0)
