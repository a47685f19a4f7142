"""A program on a terminal of its own."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

_END = "\x00[the end]"
_SIGNALS_OF_KEYS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP)


def _resize(terminal, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def _lead(execute, statuses, gate):
    """Runs the program and stays until it is let go: the kernel throws away what is still on its way to a terminal when
    the leader of its session ends."""
    program = os.fork()
    if program == 0:
        execute()
    for number in _SIGNALS_OF_KEYS:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, lambda *_: os.kill(program, signal.SIGHUP))  # as a shell does
    os.write(statuses, struct.pack("i", program))
    while True:
        _, status = os.waitpid(program, os.WUNTRACED)
        has_ended = not os.WIFSTOPPED(status)
        if has_ended:
            try:
                os.write(1, _END.encode())
            except OSError:
                pass  # it was closed
        os.write(statuses, struct.pack("i", status))
        if has_ended:
            os.read(gate, 1)
            return


class OnTerminal:
    def __init__(self, argv, environment, directory, columns=80):
        statuses, told = os.pipe()
        gate, self._gate = os.pipe()
        self._leader, self.terminal = pty.fork()
        if self._leader == 0:
            try:
                _resize(0, columns)
                os.chdir(directory)
                _lead(lambda: os.execve(argv[0], argv, environment), told, gate)
            finally:
                os._exit(0)
        os.close(told)
        os.close(gate)
        self._statuses = statuses
        self.program = self._told()  # its process
        self.seen = ""
        self.is_over = False

    def _told(self):
        part = os.read(self._statuses, 4)
        return struct.unpack("i", part)[0] if part else None

    def _read(self, seconds):
        """What comes next; false when nothing does in that time, or ever."""
        if self.is_over or not select.select([self.terminal], [], [], max(0, seconds))[0]:
            return False
        try:
            part = os.read(self.terminal, 65536)
        except OSError:
            part = b""
        self.seen += part.decode(errors="replace")
        self.is_over = not part or self.seen.endswith(_END)
        self.seen = self.seen.removesuffix(_END)
        return True

    def wait_for(self, text, seconds=60):
        until = time.monotonic() + seconds
        start = len(self.seen)
        while text not in self.seen[start:]:
            if not self._read(until - time.monotonic()):
                raise AssertionError(f"{text!r} did not come{' before the end' if self.is_over else ''}:\n{self.seen}")

    def settle(self, seconds=0.4):
        """Reads until nothing more comes for a while."""
        while self._read(seconds):
            pass

    def type(self, line):
        self.press(line.encode() + b"\n")

    def answer(self, prompt, line):
        self.wait_for(prompt)
        self.type(line)

    def press(self, key):
        os.write(self.terminal, key)

    def paste(self, text):
        """As a terminal does it: in brackets where the program asked for them."""
        asked = self.seen.rfind("\x1b[?2004h") > self.seen.rfind("\x1b[?2004l")
        self.press(("\x1b[200~" + text + "\x1b[201~" if asked else text).encode())

    def send(self, number):
        os.kill(self.program, number)

    def resize(self, columns):
        _resize(self.terminal, columns)

    def shows_what_is_typed(self):
        flags = termios.tcgetattr(self.terminal)[3]
        return bool(flags & termios.ICANON and flags & termios.ECHO)

    def is_stopped(self):
        """Waits for the next change of the program's state."""
        return os.WIFSTOPPED(self._told())

    def left_on_it(self):
        """What a shell would find typed when the program has ended."""
        shell = os.open(f"/proc/{self._leader}/fd/0", os.O_RDWR | os.O_NOCTTY)
        settings = termios.tcgetattr(shell)
        settings[3] &= ~termios.ICANON
        settings[6][termios.VMIN] = settings[6][termios.VTIME] = 0
        termios.tcsetattr(shell, termios.TCSANOW, settings)
        left = b""
        while select.select([shell], [], [], 0.1)[0]:
            part = os.read(shell, 4096)
            if not part:
                break
            left += part
        os.close(shell)
        return left

    def leave(self):
        os.write(self._gate, b".")
        os.waitpid(self._leader, 0)
        for each in (self._gate, self._statuses, self.terminal):
            if each is not None:
                os.close(each)

    def hang_up(self):
        """The terminal is closed; the exit code."""
        os.close(self.terminal)
        self.terminal = None
        status = self._told()
        self.leave()
        return os.waitstatus_to_exitcode(status)

    def ended(self, seconds=120):
        """The exit code, with the terminal still there. Whoever waits for an answer then is ended, and what was seen is said."""
        until = time.monotonic() + seconds
        while not self.is_over:
            if not self._read(until - time.monotonic()):
                self.send(signal.SIGKILL)
                self.leave()
                raise AssertionError(f"it did not end:\n{self.seen}")
        return os.waitstatus_to_exitcode(self._told())

    def end(self, seconds=120):
        code = self.ended(seconds)
        self.leave()
        return code
