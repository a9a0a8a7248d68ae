/** How long somebody is said to be typing after they last were. */
const LASTS = 5_000;

/** Who is writing where, for as long as they are. */
export class Typing {
  private readonly places = new Map<string, Map<string, ReturnType<typeof setTimeout>>>();
  private readonly shown = new Map<string, readonly string[]>();
  private readonly watchers = new Set<() => void>();

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Those who write in a channel, or in the thread under one of its messages; the same array until that changes. */
  of(channelId: string, threadId: string | null): readonly string[] {
    return this.shown.get(place(channelId, threadId)) ?? NOBODY;
  }

  note(channelId: string, threadId: string | null, userId: string): void {
    const at = place(channelId, threadId);
    const people = this.places.get(at) ?? new Map<string, ReturnType<typeof setTimeout>>();
    this.places.set(at, people);
    const isNew = !people.has(userId);
    clearTimeout(people.get(userId));
    people.set(userId, setTimeout(() => { this.forget(channelId, threadId, userId); }, LASTS));
    if (isNew) this.tell(at);
  }

  /** What somebody wrote has come, or they stopped. */
  forget(channelId: string, threadId: string | null, userId: string): void {
    const at = place(channelId, threadId);
    const people = this.places.get(at);
    clearTimeout(people?.get(userId));
    if (people?.delete(userId)) this.tell(at);
  }

  stop(): void {
    for (const people of this.places.values()) for (const timer of people.values()) clearTimeout(timer);
    this.places.clear();
    this.shown.clear();
  }

  private tell(at: string): void {
    this.shown.set(at, [...(this.places.get(at)?.keys() ?? [])]);
    for (const watcher of this.watchers) watcher();
  }
}

const NOBODY: readonly string[] = [];

function place(channelId: string, threadId: string | null): string {
  return `${channelId}/${threadId ?? ""}`;
}
