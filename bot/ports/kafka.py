"""KafkaLog: aiokafka; what a cluster runs.

The producer is idempotent (``acks=all``), which helps within one session only: after a crash the relay may
send again, and consumers cope. Offsets are committed by hand, after the database.
"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import (
    CommitFailedError,
    IllegalStateError,
    KafkaError,
    MessageSizeTooLargeError,
    NoError,
    TopicAlreadyExistsError,
    for_code,
)

from bot.contracts.events import Entry
from bot.ports.log import LogReader, Record
from config.errors import Unreachable
from config.logs import logger
from config.settings import Log
from storage.db import refuse_inside_transaction

PARTITIONS, REPLICAS = 6, 3
# An event holds a whole webhook body (2 MiB), and a broker's own limit is 1 MiB.
LARGEST_RECORD = 8 << 20
_NAMESPACE = UUID("6f2b8f0a-4c1e-5d3a-9a57-0d6a1f6e9c11")
_log = logger(__name__)


class KafkaLog:
    """The log of an installation with Kafka. Topics are made when they are first needed."""

    def __init__(self, bootstrap_servers: str, *, settings: Log) -> None:
        """Connect at first use: a broker that is away must not stop a start."""
        self._servers = bootstrap_servers
        self._settings = settings
        self._producer: AIOKafkaProducer | None = None
        self._topics: set[str] = set()

    async def append(self, entries: Sequence[tuple[int, Entry]]) -> Sequence[int]:
        """Send all; the ids of those the broker has on record with all its replicas in sync.

        One that is too large holds back those of its key that come after it.
        """
        refuse_inside_transaction("sending to Kafka")
        producer = await self._started()
        await ensure_topics(self._servers, {entry.topic for _, entry in entries} - self._topics)
        self._topics |= {entry.topic for _, entry in entries}
        try:
            async with asyncio.timeout(30):
                sends = await _sent(producer, entries)
                outcomes = await asyncio.gather(*sends.values(), return_exceptions=True)
        except (KafkaError, OSError, TimeoutError) as away:
            await self._forget_producer()
            raise Unreachable("The event log is away.", service="kafka") from away
        failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        if failed and len(failed) == len(outcomes) and not isinstance(failed[0], MessageSizeTooLargeError):
            await self._forget_producer()
            raise Unreachable("The event log is away.", service="kafka") from failed[0]
        return [row_id for row_id, outcome in zip(sends, outcomes, strict=True)
                if not isinstance(outcome, BaseException)]  # fmt: skip

    def reader(self, consumer: str, topics: Sequence[str]) -> LogReader:
        """A member of that consumer group."""
        return KafkaReader(self._servers, consumer=consumer, topics=topics, settings=self._settings)

    async def close(self) -> None:
        """Send what waits and let the connection go."""
        await self._forget_producer()

    async def _started(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = AIOKafkaProducer(
                bootstrap_servers=self._servers,
                enable_idempotence=True,
                acks="all",
                linger_ms=0,
                request_timeout_ms=10_000,
                max_request_size=LARGEST_RECORD,
            )
            try:
                async with asyncio.timeout(15):
                    await producer.start()
            except (KafkaError, OSError, TimeoutError) as away:
                await producer.stop()
                raise Unreachable("The event log is away.", service="kafka") from away
            self._producer = producer
        return self._producer

    async def _forget_producer(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            try:
                async with asyncio.timeout(5):
                    await producer.stop()
            except (KafkaError, OSError, TimeoutError) as away:
                _log.info("kafka_producer_stop", why=str(away))


async def ensure_topics(servers: str, topics: set[str]) -> None:
    """Make the topics that do not exist yet.

    Raises:
        Unreachable: the broker is away.
    """
    if not topics:
        return
    admin = AIOKafkaAdminClient(bootstrap_servers=servers, request_timeout_ms=10_000)
    try:
        async with asyncio.timeout(15):
            await admin.start()
            if new := topics - set(await admin.list_topics()):
                await _make_topics(admin, new)
    except (KafkaError, OSError, TimeoutError) as away:
        raise Unreachable("The event log is away.", service="kafka") from away
    finally:
        await admin.close()


async def _make_topics(admin: AIOKafkaAdminClient, topics: set[str]) -> None:
    """Make them, and return when each has its leaders; another process may make them at the same time."""
    # The client refuses the broker's own default (-1), so it is named: three where there are three.
    replicas = min(REPLICAS, len((await admin.describe_cluster())["brokers"]))
    answer = await admin.create_topics(
        [
            NewTopic(
                name=topic,
                num_partitions=PARTITIONS,
                replication_factor=replicas,
                topic_configs={"max.message.bytes": str(LARGEST_RECORD)},
            )
            for topic in sorted(topics)
        ]
    )
    for topic, code, *_ in answer.topic_errors:
        if code not in (NoError.errno, TopicAlreadyExistsError.errno):
            raise for_code(code)(topic)
    # The broker has no word to say when leaders are chosen; it takes some ten milliseconds.
    while not all(map(_is_led, await admin.describe_topics(sorted(topics)))):  # noqa: ASYNC110
        await asyncio.sleep(0.05)


def _is_led(topic: Mapping[str, Any]) -> bool:
    return topic["error_code"] == NoError.errno and all(
        partition["error_code"] == NoError.errno for partition in topic["partitions"]
    )


class KafkaReader:
    """One member of a consumer group."""

    def __init__(self, servers: str, *, consumer: str, topics: Sequence[str], settings: Log) -> None:
        """Join at the first read."""
        self._servers = servers
        self._consumer = consumer
        self._topics = list(topics)
        self._settings = settings
        self._kafka: AIOKafkaConsumer | None = None

    async def read(self) -> Sequence[Record]:
        """The next records; empty after a look's time without any.

        Raises:
            Unreachable: the broker is away.
        """
        try:
            kafka = await self._joined()
            found = await kafka.getmany(timeout_ms=int(self._settings.look_seconds * 1000), max_records=200)
        except (KafkaError, OSError, TimeoutError) as away:
            await self.close()
            raise Unreachable("The event log is away.", service="kafka") from away
        return [Record(_entry(record), record) for records in found.values() for record in records]

    async def commit(self, records: Sequence[Record]) -> None:
        """Commit the next offset of each partition; a rebalance in between is normal and repeats them."""
        offsets: dict[TopicPartition, int] = {}
        for record in records:
            place: ConsumerRecord[Any, Any] = record.place
            partition = TopicPartition(place.topic, place.partition)
            offsets[partition] = max(offsets.get(partition, 0), place.offset + 1)
        if self._kafka is None:
            return
        try:
            async with asyncio.timeout(10):
                await self._kafka.commit(offsets)
        except (CommitFailedError, IllegalStateError):
            _log.info("kafka_commit_after_rebalance", consumer=self._consumer)
        except (KafkaError, OSError, TimeoutError) as away:
            _log.warning("kafka_commit_lost", consumer=self._consumer, why=str(away))

    async def go_back(self) -> None:
        """Read again from the committed offsets."""
        if self._kafka is None:
            return
        try:
            async with asyncio.timeout(10):
                committed = await self._kafka.seek_to_committed()
                # The client leaves a partition without a committed offset where it stands.
                if new := [partition for partition, offset in committed.items() if not offset]:
                    await self._kafka.seek_to_beginning(*new)
        except (KafkaError, OSError, TimeoutError, AssertionError):
            await self.close()

    async def listen(self) -> None:
        """The broker answers a waiting read by itself; there is nothing to hear."""

    async def close(self) -> None:
        """Leave the group."""
        kafka, self._kafka = self._kafka, None
        if kafka is not None:
            try:
                async with asyncio.timeout(5):
                    await kafka.stop()
            except (KafkaError, OSError, TimeoutError) as away:
                _log.info("kafka_consumer_stop", why=str(away))

    async def _joined(self) -> AIOKafkaConsumer:
        if self._kafka is None:
            await ensure_topics(self._servers, set(self._topics))
            kafka = AIOKafkaConsumer(
                *self._topics,
                bootstrap_servers=self._servers,
                group_id=f"ionflux.{self._consumer}",
                enable_auto_commit=False,
                auto_offset_reset="earliest",
                # The broker takes 6 s or more, unless its group.min.session.timeout.ms says otherwise.
                session_timeout_ms=int(self._settings.lease_seconds * 1000),
                heartbeat_interval_ms=int(self._settings.lease_seconds * 300),
                max_partition_fetch_bytes=LARGEST_RECORD,
                fetch_max_wait_ms=500,
            )
            try:
                async with asyncio.timeout(30):
                    await kafka.start()
            except (KafkaError, OSError, TimeoutError):
                await kafka.stop()
                raise
            self._kafka = kafka
        return self._kafka


async def _sent(
    producer: AIOKafkaProducer, entries: Sequence[tuple[int, Entry]]
) -> Mapping[int, "asyncio.Future[Any]"]:
    """What is under way to the broker, by its outbox row's id."""
    sends: dict[int, asyncio.Future[Any]] = {}
    held_back: set[str] = set()
    for row_id, entry in entries:
        if entry.key in held_back:
            continue
        value, key = entry.wire.encode(), entry.key.encode()
        try:
            sends[row_id] = await producer.send(entry.topic, value, key=key, headers=_headers(entry))
        except MessageSizeTooLargeError:
            _log.error("event_too_large", event_id=str(entry.event_id), size=len(value))
            held_back.add(entry.key)
    return sends


def _headers(entry: Entry) -> list[tuple[str, bytes]]:
    headers = [("event_id", str(entry.event_id).encode())]
    if entry.workspace_id is not None:
        headers.append(("workspace_id", str(entry.workspace_id).encode()))
    return headers


def _entry(record: "ConsumerRecord[Any, Any]") -> Entry:
    headers = {name: value.decode("ascii", "replace") for name, value in record.headers}
    return Entry(
        event_id=_uuid(headers.get("event_id"))
        or uuid5(_NAMESPACE, f"{record.topic}/{record.partition}/{record.offset}"),
        workspace_id=_uuid(headers.get("workspace_id")),
        topic=record.topic,
        key=(record.key or b"").decode("utf-8", "replace")[:80],
        wire=(record.value or b"").decode("utf-8", "replace"),
    )


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
