"""Runs a PostgreSQL server of its own in a folder until its standard input ends: `server.py FOLDER [FOLDER-OF-PRIMARY]`.

With a primary it is a replica of that one: a copy of its files, which then follows it (streaming replication).
"""

import os
import pwd
import subprocess
import sys

import pgserver
from pgserver.postgres_server import POSTGRES_BIN_PATH

SYSTEM_USER = "pgserver"  # whom pgserver runs servers as where it is started by root; it made it for the primary


def run(program: str, *args: str) -> None:
    user = SYSTEM_USER if os.geteuid() == 0 else None
    # A server that is started keeps what it is given to write to.
    command = [POSTGRES_BIN_PATH / program, *args]
    subprocess.run(command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL)


def start_replica(folder: str, primary: str) -> None:
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam(SYSTEM_USER).pw_uid, pwd.getpwnam(SYSTEM_USER).pw_gid)
    connection = f"host={primary} user=postgres"
    run("pg_basebackup", "-R", "-c", "fast", "-X", "stream", "-D", folder, "-d", connection)
    os.remove(f"{folder}/.s.PGSQL.5432.lock")  # the primary's, whose socket lies among its files
    run("pg_ctl", "-D", folder, "-w", "-l", f"{folder}/log", "-o", f"-h '' -k {folder}", "start")


folder, *primary = sys.argv[1:]
server = None
if primary:
    start_replica(folder, primary[0])
else:
    server = pgserver.get_server(folder, cleanup_mode="stop")
print("ready", flush=True)
sys.stdin.read()
if server:
    server.cleanup()
else:
    run("pg_ctl", "-D", folder, "-w", "-m", "fast", "stop")
