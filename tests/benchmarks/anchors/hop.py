"""Baseline of the log: what one hop costs with nothing around it; notes each entry when it is read.

``hop URL`` reads a Redis stream, ``hop SERVERS kafka`` a Kafka topic.
"""

import sys

import uvloop
from aiokafka import AIOKafkaConsumer
from redis.asyncio import Redis

from tests.benchmarks.processes import note

STREAM = "bench:hop"


async def follow_stream(url: str) -> None:
    """Read the stream until killed."""
    redis, last = Redis.from_url(url), b"$"
    await redis.ping()
    note("ready")
    while True:
        for _, entries in await redis.xread({STREAM: last}, block=1000) or ():
            for _, fields in entries:
                note(fields[b"id"].decode())
            last = entries[-1][0]


async def follow_topic(servers: str) -> None:
    """Read the topic until killed."""
    consumer = AIOKafkaConsumer(
        STREAM.replace(":", "."), bootstrap_servers=servers, group_id="bench",
        enable_auto_commit=False, auto_offset_reset="earliest",
    )  # fmt: skip
    await consumer.start()
    note("ready")
    while True:
        found = await consumer.getmany(timeout_ms=1000)
        for records in found.values():
            for record in records:
                note(record.key.decode())
        if found:
            await consumer.commit()


if __name__ == "__main__":
    uvloop.run((follow_topic if sys.argv[2:] else follow_stream)(sys.argv[1]))
