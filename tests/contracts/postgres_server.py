"""A PostgreSQL server for tests, on a socket of its own, gone with the tests."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

ADVICE = "install PostgreSQL's server (Debian: apt-get install postgresql) to test the store on it"


class PostgresServer:
    """A server that listens on a socket below a temporary folder; `url` names one of its databases."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a short path: sockets allow 107 bytes
        self._programs = _programs()
        self._owner = {"user": "nobody"} if os.geteuid() == 0 else {}  # the server refuses to be root
        if self._owner:
            self.folder.chmod(0o755)
            shutil.chown(self.folder, "nobody")
        self._run("initdb", "-D", self.folder / "data", "-U", "navicert", "-A", "trust", "-E", "UTF8", "--no-sync")
        self._count = 0
        self.start()

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c fsync=off -c max_connections=50"
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self.folder / "data", "-l", log, "-w", "-t", "60", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def new_database(self) -> str:
        """The address of a database that nobody has used yet."""
        self._count += 1
        name = f"t{self._count}_{time.monotonic_ns()}"
        self._run("createdb", "-h", self.folder, "-U", "navicert", name)
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql://navicert@/{name}?host={self.folder}"

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        done = subprocess.run(  # the server keeps what it inherits open: no pipes
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            **self._owner,
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(
                f"{' '.join(command)} ended with {done.returncode}\n{log.read_text() if log.exists() else ''}"
            )


def _programs() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not folders:
        raise RuntimeError(f"no initdb was found: {ADVICE}")
    return folders[-1].parent
