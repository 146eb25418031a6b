"""Runs a PostgreSQL server of its own in a folder until its standard input ends."""

import sys
import pgserver

server = pgserver.get_server(sys.argv[1], cleanup_mode="stop")
print("ready", flush=True)
sys.stdin.read()
server.cleanup()
