import { Command } from "cmdk";
import { Bot, CornerDownLeft, Hash, Lock, Search, SlashSquare, Zap } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { useNavigate } from "react-router";

import { usePeople } from "../api/members";
import { senderOf } from "../api/proposals";
import { useAgents, useChannels, useChooseTheme } from "../api/queries";
import { type Found, useGlimpse } from "../api/search";
import type { Me, Workspace } from "../api/types";
import { useCommands } from "../api/writing";
import { useLasting } from "../lib/media";
import { inUnits } from "../lib/rank";
import { useTheme } from "../lib/theme";
import { moment } from "../lib/times";
import { count } from "../lib/words";
import { Avatar, Icon } from "../parts/Basics";
import { Dialog } from "../parts/Dialog";
import { Marked } from "../parts/Marked";
import { type Doing, useDoing } from "./palette/doing";
import { chosen, type Hit, type Item, itemsOf, type Scope, scoped, SCOPES } from "./palette/items";
import { recent } from "./palette/recent";

const PAUSE = 150;
/** So many messages stand among other results, and so many where only they are searched. */
const FEW = 5;
const MANY = 20;

function Glyph({ item }: { item: Item }): ReactNode {
  const { subject } = item;
  if (subject && (item.glyph === "person" || item.glyph === "agent")) {
    return <Avatar id={subject.id} name={item.name} kind={item.glyph === "agent" ? "agent" : "user"} definitionId={subject.definitionId} size={20} />;
  }
  const glyphs = { channel: Hash, private: Lock, command: SlashSquare, do: Zap, person: Hash, agent: Bot } as const;
  return <span className="palette-glyph"><Icon of={glyphs[item.glyph]} /></span>;
}

function Row({ hit, onChoose }: { hit: Hit; onChoose: (item: Item) => void }): ReactNode {
  const { item, match } = hit;
  return (
    <Command.Item className="palette-row" value={item.id} onSelect={() => { onChoose(item); }}>
      <Glyph item={item} />
      <span className="palette-name cut"><Marked text={item.name} ranges={match.ranges} /></span>
      {item.context ? <span className="palette-context cut">{item.context}</span> : null}
      {item.slash ? <code className="palette-slash">{item.slash}</code> : null}
      <kbd className="kbd palette-enter"><Icon of={CornerDownLeft} size={12} /></kbd>
    </Command.Item>
  );
}

function MessageRow({ found, onChoose }: { found: Found; onChoose: (found: Found) => void }): ReactNode {
  const { message } = found;
  return (
    <Command.Item className="palette-row" value={`message-${message.id}`} onSelect={() => { onChoose(found); }}>
      <Avatar {...senderOf(message)} size={20} />
      <span className="palette-name cut">“<Marked text={found.snippet_text} ranges={inUnits(found.snippet_text, found.ranges)} />”</span>
      <span className="palette-end">#{found.channel_name}, {moment(new Date(message.created_at), new Date())}</span>
    </Command.Item>
  );
}

function Scopes({ scope, choose }: { scope: Scope; choose: (scope: Scope) => void }): ReactNode {
  return (
    <div className="palette-scopes" role="group" aria-label="What to search">
      {(Object.entries(SCOPES) as [Scope, (typeof SCOPES)[Scope]][]).map(([name, one]) => (
        <button key={name} type="button" className="scope" aria-pressed={scope === name} onClick={() => { choose(name); }}>
          {one.name}{one.sign ? <kbd className="kbd">{one.sign}</kbd> : null}
        </button>
      ))}
    </div>
  );
}

function Foot({ total, isReading }: { total: number; isReading: boolean }): ReactNode {
  return (
    <footer className="palette-foot">
      <span><kbd className="kbd">↵</kbd> run</span>
      <span><kbd className="kbd">Tab</kbd> arguments</span>
      <span><kbd className="kbd">&gt;</kbd> commands only</span>
      <span className="palette-total" role="status">{isReading ? "Searching messages" : count(total, "result")}</span>
    </footer>
  );
}

/** Everything there is, read once and kept. */
function useItems(me: Me, workspace: Workspace): Item[] {
  const channels = useChannels(workspace.id).data;
  const people = usePeople(workspace.id).data;
  const agents = useAgents(workspace.id).data;
  const commands = useCommands(workspace.id).data;
  return useMemo(
    () => itemsOf({ me, workspace, channels: channels ?? [], people: people ?? [], agents: agents ?? [], commands: commands ?? [] }),
    [me, workspace, channels, people, agents, commands],
  );
}

function useMessages(workspaceId: string, scope: Scope, words: string): ReturnType<typeof useGlimpse> {
  const late = useDeferredValue(words);
  const isCalm = useLasting(late === words, PAUSE, 0);
  const wants = (scope === "all" || scope === "messages") && isCalm;
  const [asked, setAsked] = useState("");
  const next = scope === "all" || scope === "messages" ? (wants ? words : asked) : "";
  if (next !== asked) setAsked(next);
  return useGlimpse(workspaceId, asked, scope === "messages" ? MANY : FEW);
}

interface ResultsProps {
  scope: Scope;
  words: string;
  latest: readonly Item[];
  local: ReturnType<typeof chosen>;
  found: readonly Found[];
  doing: Doing;
  searchAll: () => void;
}

function MessageResults({ words, found, doing, searchAll }: Pick<ResultsProps, "words" | "found" | "doing" | "searchAll">): ReactNode {
  return (
    <Command.Group heading="Messages">
      {found.map((one) => <MessageRow key={one.message.id} found={one} onChoose={doing.open} />)}
      <Command.Item className="palette-row" value="search-all" onSelect={searchAll}>
        <span className="palette-glyph"><Icon of={Search} /></span>
        <span className="palette-name cut">Search messages for “{words}”</span>
      </Command.Item>
    </Command.Group>
  );
}

function Results({ scope, words, latest, local, found, doing, searchAll }: ResultsProps): ReactNode {
  const { best, groups } = local;
  const wantsMessages = scope === "all" || scope === "messages";
  return (
    <Command.List className="palette-list" label="Results">
      {latest.length > 0 ? (
        <Command.Group heading="Recent">
          {latest.map((item) => <Row key={item.id} hit={{ item: { ...item, id: `recent-${item.id}` }, match: { score: 1, ranges: [] } }} onChoose={() => { doing.run(item); }} />)}
        </Command.Group>
      ) : null}
      {best ? <Command.Group heading="Best match"><Row hit={best} onChoose={doing.run} /></Command.Group> : null}
      {[...groups].map(([name, hits]) => (
        <Command.Group key={name} heading={name}>{hits.map((hit) => <Row key={hit.item.id} hit={hit} onChoose={doing.run} />)}</Command.Group>
      ))}
      {wantsMessages && words !== "" ? <MessageResults words={words} found={found} doing={doing} searchAll={searchAll} /> : null}
      {scope === "messages" && words === "" ? <p className="palette-none">Write what the message says. Two letters are enough.</p> : null}
      {!wantsMessages && groups.size === 0 ? <p className="palette-none">Nothing has this name.</p> : null}
    </Command.List>
  );
}

function sizeOf({ best, groups }: ReturnType<typeof chosen>): number {
  return (best ? 1 : 0) + [...groups.values()].reduce((sum, hits) => sum + hits.length, 0);
}

/** What was chosen last, while nothing is typed. */
function latestOf(items: readonly Item[], workspaceId: string, scope: Scope, words: string): readonly Item[] {
  if (words !== "" || scope !== "all") return [];
  return recent(workspaceId).flatMap((id) => items.find((item) => item.id === id) ?? []);
}

/** Messages come after what was typed: where only they are searched the first of them is what Enter opens. */
function useFirst(first: Found | undefined, choose: (value: string) => void): void {
  const [led, setLed] = useState<string | null>(null);
  const id = first?.message.id ?? null;
  if (id === led) return;
  setLed(id);
  if (id !== null) choose(`message-${id}`);
}

interface Props {
  me: Me;
  workspace: Workspace;
  /** Where commands are written. */
  channelId: string | null;
  onClose: () => void;
}

/** Search or run: channels, people, agents, commands, messages, and what can be done from anywhere. */
export function Palette({ me, workspace, channelId, onClose }: Props): ReactNode {
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState<Scope>("all");
  const [value, setValue] = useState("");
  const { scope, words } = scoped(typed, picked);
  const items = useItems(me, workspace);
  const local = useMemo(() => chosen(items, scope, words), [items, scope, words]);
  const { found, isReading } = useMessages(workspace.id, scope, words);
  useFirst(scope === "messages" ? found[0] : undefined, setValue);
  const navigate = useNavigate();
  const theme = useTheme();
  const chooseTheme = useChooseTheme();
  const doing = useDoing({ workspaceId: workspace.id, channelId, onClose, turnTheme: () => { chooseTheme(theme === "dark" ? "light" : "dark"); } });
  const searchAll = (): void => {
    onClose();
    void navigate(`/w/${workspace.id}/search?q=${encodeURIComponent(words)}`);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Tab" || event.shiftKey) return;
    const item = items.find((one) => one.id === value.replace(/^recent-/u, ""));
    if (item?.does.kind !== "write") return;
    event.preventDefault();
    doing.write(item);
  };
  return (
    <Dialog title="Search or run" hideTitle className="palette" onClose={onClose}>
      <Command label="Search or run" shouldFilter={false} loop value={value} onValueChange={setValue} onKeyDown={press}>
        <div className="palette-head">
          <Icon of={Search} />
          <Command.Input autoFocus value={typed} onValueChange={setTyped} placeholder="Search or run" />
          <kbd className="kbd">Esc</kbd>
        </div>
        <Scopes scope={scope} choose={(next) => { setPicked(next); setTyped(words); }} />
        <Results scope={scope} words={words} latest={latestOf(items, workspace.id, scope, words)} local={local} found={found} doing={doing} searchAll={searchAll} />
        {doing.fault ? <p className="proposal-fault" role="alert">{doing.fault}</p> : null}
        <Foot total={sizeOf(local) + found.length} isReading={isReading} />
      </Command>
    </Dialog>
  );
}
