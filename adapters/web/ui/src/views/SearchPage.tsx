import "../styles/search.css";

import { Search, X } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Link, useOutletContext, useSearchParams } from "react-router";

import { usePeople } from "../api/members";
import { senderOf } from "../api/proposals";
import { useAgents, useChannels } from "../api/queries";
import { type Found, useSearch } from "../api/search";
import { fullTime } from "../lib/format";
import { type Chip, parsed, withChip, withoutChip } from "../lib/query";
import { inUnits } from "../lib/rank";
import { moment } from "../lib/times";
import { Avatar, Button, Icon } from "../parts/Basics";
import { Choice } from "../parts/Choice";
import { Filter } from "../parts/Fields";
import { Marked } from "../parts/Marked";
import { Notice } from "../parts/Notice";
import { ListBones, Page } from "./Page";
import type { Shell } from "./WorkspaceShell";

const OPERATORS: [string, string][] = [
  ["from:ana", "written by somebody; a name with spaces in quotes"],
  ["in:general", "in one channel"],
  ["has:file", "with a file; also link, reaction, pin, thread"],
  ["after:2026-01-01", "after that day"],
  ["before:2026-01-31", "before that day"],
  ["\"new balm\"", "exactly these words"],
  ["-sample", "without that word"],
];

const KINDS = ["file", "link", "reaction", "pin", "thread"];
const CHIP_WORDS: Record<Chip["name"], string> = { from: "From", in: "In", has: "With", before: "Before", after: "After" };

function day(daysAgo: number): string {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  const pad = (part: number): string => String(part).padStart(2, "0");
  return `${String(at.getFullYear())}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

interface Choosing {
  query: string;
  set: (query: string) => void;
}

function valueIn(query: string, name: Chip["name"]): string {
  return parsed(query).chips.find((chip) => chip.name === name)?.value ?? "";
}

/** Of those there may be thousands of. */
function ChooseOne({ label, name, query, set, all }: Choosing & { label: string; name: "from" | "in"; all: readonly { id: string; name: string }[] }): ReactNode {
  return <Choice label={label} value={valueIn(query, name)} all={all} onChoose={(value) => { set(withChip(query, name, value)); }} />;
}

function Choose({ label, name, query, set, children }: Choosing & { label: string; name: Chip["name"]; children: ReactNode }): ReactNode {
  const value = name === "has" ? "" : valueIn(query, name);
  return (
    <Filter label={label} value={value} onChange={(event) => { set(withChip(query, name, event.target.value === "" ? null : event.target.value)); }}>
      <option value="">Any</option>
      {children}
      {value !== "" ? <option hidden value={value}>{value}</option> : null}
    </Filter>
  );
}

/** Filters that write their operator into the query. */
function Filters({ shell, query, set }: Choosing & { shell: Shell }): ReactNode {
  const people = usePeople(shell.workspace.id).data ?? [];
  const agents = useAgents(shell.workspace.id).data ?? [];
  const channels = useChannels(shell.workspace.id).data ?? [];
  const shared = { query, set };
  return (
    <div className="filters">
      <ChooseOne label="From" name="from" {...shared} all={[...people.map((one) => ({ id: one.user_id, name: one.name })), ...agents]} />
      <ChooseOne label="In" name="in" {...shared} all={channels.filter((one) => one.type !== "dm")} />
      <Choose label="Since" name="after" {...shared}>
        <option value={day(1)}>Today</option>
        <option value={day(7)}>Last 7 days</option>
        <option value={day(30)}>Last 30 days</option>
        <option value={day(365)}>Last year</option>
      </Choose>
      <Choose label="With" name="has" {...shared}>{KINDS.map((one) => <option key={one}>{one}</option>)}</Choose>
    </div>
  );
}

function Chips({ query, set }: Choosing): ReactNode {
  const { chips } = parsed(query);
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Filters">
      {chips.map((chip) => (
        <li key={chip.name + chip.value} className="chip">
          {CHIP_WORDS[chip.name]} {chip.value}
          <button type="button" aria-label={`Without ${CHIP_WORDS[chip.name].toLowerCase()} ${chip.value}`} onClick={() => { set(withoutChip(query, chip)); }}><Icon of={X} size={12} /></button>
        </li>
      ))}
    </ul>
  );
}

function Row({ found, shell }: { found: Found; shell: Shell }): ReactNode {
  const { message } = found;
  const at = new Date(message.created_at);
  const sender = senderOf(message);
  const thread = message.thread_id === null ? "" : `&thread=${message.thread_id}`;
  return (
    <li className="found">
      <Avatar {...sender} size={28} />
      <div>
        <p className="who"><b>{sender.name}</b><span className="found-place">{found.channel_name.startsWith("#") ? "" : "#"}{found.channel_name}</span><time className="time" dateTime={message.created_at} title={fullTime(at)}>{moment(at, new Date())}</time></p>
        <Link className="found-text" to={`/w/${shell.workspace.id}/c/${found.channel_id}?m=${message.id}${thread}`}>
          {found.snippet_text === "" ? "Message without words" : <Marked as="mark" text={found.snippet_text} ranges={inUnits(found.snippet_text, found.ranges)} />}
        </Link>
      </div>
    </li>
  );
}

/** What can be said in a search, each way tried by pressing it. */
function Teaching({ set }: { set: (query: string) => void }): ReactNode {
  return (
    <div className="search-teaching">
      <h2>Search what was said</h2>
      <p>Words find every message that has them all, in the channels you can read. These narrow it down:</p>
      <dl>
        {OPERATORS.map(([written, does]) => (
          <div key={written}>
            <dt><button type="button" className="operator" onClick={() => { set(`${written} `); }}><code>{written}</code></button></dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Results({ shell, query }: { shell: Shell; query: string }): ReactNode {
  const found = useSearch(shell.workspace.id, query);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.error) return <Notice title="This could not be searched" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <ListBones />;
  if (items.length === 0) return <Notice title="No message has all of this" icon={Search} why="Take a word or a filter away, or look for the beginning of a word." />;
  return (
    <>
      <ul className="found-list">{items.map((one) => <Row key={one.message.id} found={one} shell={shell} />)}</ul>
      {found.hasNextPage ? <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>Show more</Button> : null}
    </>
  );
}

/** Messages by their words, with filters that are written into the query. */
export default function SearchPage(): ReactNode {
  const shell = useOutletContext<Shell>();
  const [params, setParams] = useSearchParams();
  const query = params.get("q") ?? "";
  const [typed, setTyped] = useState(query);
  const [seen, setSeen] = useState(query);
  if (seen !== query) {
    setSeen(query);
    setTyped(query);
  }
  const ask = (wanted: string): void => { setParams(wanted.trim() === "" ? {} : { q: wanted.trim() }); };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask(typed);
  };
  const write = (text: string): void => {
    setTyped(text);
    document.getElementById("search-words")?.focus();
  };
  return (
    <Page shell={shell} title="Search">
      <div className="view" data-region="messages" tabIndex={0}>
        <div className="column search">
          <form role="search" className="search-form" onSubmit={submit}>
            <div className="field-box">
              <span className="search-glyph"><Icon of={Search} /></span>
              <input id="search-words" type="search" aria-label="Search messages" data-region-first maxLength={400} autoFocus={query === ""} value={typed} placeholder="Search messages" onChange={(event) => { setTyped(event.target.value); }} />
            </div>
            <Button type="submit" look="ink">Search</Button>
          </form>
          <Filters shell={shell} query={query} set={ask} />
          <Chips query={query} set={ask} />
          {query === "" ? <Teaching set={write} /> : <Results shell={shell} query={query} />}
        </div>
      </div>
    </Page>
  );
}
