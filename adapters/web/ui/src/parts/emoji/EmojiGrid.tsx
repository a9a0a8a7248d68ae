import { type KeyboardEvent, type ReactNode, useDeferredValue, useRef, useState } from "react";

import { ALL, type Emoji, KINDS } from "./data";
import { keepRecent, recentEmoji } from "./recent";
import { emojiFor, nameOf } from "./search";

interface Group {
  name: string;
  emoji: readonly Emoji[];
}

const MOST = 60;

function groupsFor(query: string, recent: readonly Emoji[]): Group[] {
  if (query.trim() !== "") return [{ name: "Found", emoji: emojiFor(query, MOST) }];
  return [...(recent.length > 0 ? [{ name: "Used last", emoji: recent }] : []), ...KINDS];
}

/** The button that the arrow leads to: the next one, or the nearest in the row above or below. */
function towards(key: string, all: readonly HTMLElement[], from: number): HTMLElement | undefined {
  const here = all[from];
  if (here === undefined) return undefined;
  if (key === "ArrowRight") return all[from + 1];
  if (key === "ArrowLeft") return all[from - 1];
  const down = key === "ArrowDown";
  const rest = down ? all.slice(from + 1) : all.slice(0, from).reverse();
  const row = rest.find((one) => one.offsetTop !== here.offsetTop)?.offsetTop;
  const near = rest.filter((one) => one.offsetTop === row);
  near.sort((a, b) => Math.abs(a.offsetLeft - here.offsetLeft) - Math.abs(b.offsetLeft - here.offsetLeft));
  return near[0];
}

/** A search over all emoji by kind. Arrows walk them, Enter in the search takes the first found. */
export function EmojiGrid({ onPick, focus = true }: { onPick: (emoji: string) => void; focus?: boolean }): ReactNode {
  const [query, setQuery] = useState("");
  const [first, setFirst] = useState<string | null>(null);
  const [recent] = useState(() => recentEmoji().flatMap((sign) => ALL.filter((one) => one.emoji === sign)));
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const groups = groupsFor(useDeferredValue(query), recent);
  const top = groups[0]?.emoji[0];
  const entry = first ?? `${groups[0]?.name ?? ""} ${top?.code ?? ""}`;

  const pick = (emoji: string): void => {
    keepRecent(emoji);
    onPick(emoji);
  };
  const buttons = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>(".emoji") ?? [])];
  const walk = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const all = buttons();
    const to = towards(event.key, all, all.indexOf(event.target as HTMLElement));
    if (to) to.focus();
    else if (event.key === "ArrowUp") search.current?.focus();
  };
  const enter = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") buttons()[0]?.focus();
    else if (event.key === "Enter" && top && query.trim() !== "") pick(top.emoji);
    else return;
    event.preventDefault();
  };
  return (
    <div className="emoji-picker">
      <input ref={search} type="search" className="emoji-search" aria-label="Search emoji" placeholder="Search emoji" autoComplete="off" autoFocus={focus}
        value={query} onChange={(event) => { setQuery(event.target.value); setFirst(null); }} onKeyDown={enter} />
      {query.trim() === "" ? (
        <div className="emoji-kinds">
          {KINDS.map((kind) => (
            <button key={kind.name} type="button" aria-label={kind.name} title={kind.name}
              onClick={() => { box.current?.querySelector(`[data-kind="${kind.name}"]`)?.scrollIntoView({ block: "start" }); }}>{kind.sign}</button>
          ))}
        </div>
      ) : null}
      <div ref={box} className="emoji-list" onKeyDown={walk}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name} data-kind={group.name}>
            <p className="emoji-head" aria-hidden="true">{group.name}</p>
            <div className="emoji-rows">
              {group.emoji.map((one) => {
                const id = `${group.name} ${one.code}`;
                return (
                  <button key={one.code} type="button" className="emoji" aria-label={nameOf(one)} title={`:${one.code}:`} tabIndex={id === entry ? 0 : -1}
                    onFocus={() => { setFirst(id); }} onClick={() => { pick(one.emoji); }}>{one.emoji}</button>
                );
              })}
            </div>
          </div>
        ))}
        {groups[0]?.emoji.length === 0 ? <p className="emoji-none" role="status">No emoji is called “{query.trim()}”.</p> : null}
      </div>
    </div>
  );
}
