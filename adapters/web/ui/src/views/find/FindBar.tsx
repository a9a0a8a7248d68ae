import "../../styles/find.css";

import { ChevronDown, ChevronUp, List, Search, X } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { Link } from "react-router";

import type { Channel, Workspace } from "../../api/types";
import { moment } from "../../lib/times";
import { sentence } from "../../lib/words";
import { Icon, IconButton } from "../../parts/Basics";
import type { Find } from "./useFind";

/** Where one stands; a reader is also told whose words these are. */
function Position({ find }: { find: Find }): ReactNode {
  const { hits, at, query, hasMore, isReading, error } = find;
  const hit = hits[at];
  if (query === "") return null;
  if (error !== null && hit === undefined) return <span className="fault">{sentence(error)}</span>;
  if (hit === undefined) return isReading ? "Searching" : "Not found";
  const { message } = hit;
  return (
    <>
      {(at + 1).toLocaleString()} of {hits.length.toLocaleString()}{hasMore ? "+" : ""}
      <span className="unseen">: {message.sender_name}, {moment(new Date(message.created_at), new Date())}, {hit.snippet_text}</span>
    </>
  );
}

const STEPS: Record<string, 1 | -1> = { ArrowUp: 1, ArrowDown: -1 };

/** Over the messages of a channel: finds in it, and goes from hit to hit, the newest first. */
export function FindBar({ find, channel, workspace }: { find: Find; channel: Channel; workspace: Workspace }): ReactNode {
  const place = channel.type === "dm" ? channel.name : `#${channel.name}`;
  const isEmpty = find.hits.length === 0;
  const press = (event: KeyboardEvent): void => {
    const by = event.key === "Enter" ? (event.shiftKey ? -1 : 1) : STEPS[event.key];
    if (by === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    find.step(by);
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    find.close();
  };
  return (
    <div className="find" role="search" aria-label={`Find in ${place}`} data-region="find" onKeyDown={leave}>
      <Icon of={Search} />
      <input type="text" aria-label={`Find in ${place}`} placeholder={`Find in ${place}`} data-region-first autoFocus autoComplete="off" enterKeyHint="next" maxLength={300}
        value={find.typed} onChange={(event) => { find.write(event.target.value); }} onKeyDown={press} />
      <p className="find-position" role="status"><Position find={find} /></p>
      <IconButton label="Next, older" icon={ChevronUp} disabled={isEmpty} onClick={() => { find.step(1); }} />
      <IconButton label="Previous, newer" icon={ChevronDown} disabled={isEmpty} onClick={() => { find.step(-1); }} />
      {isEmpty ? null : <Link className="icon-button" to={`/w/${workspace.id}/search?q=${encodeURIComponent(find.query)}`} aria-label="All as a list" title="All as a list"><Icon of={List} /></Link>}
      <IconButton label="Close" icon={X} onClick={find.close} />
    </div>
  );
}
