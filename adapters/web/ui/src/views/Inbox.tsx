import "../styles/inbox.css";

import * as Tabs from "@radix-ui/react-tabs";
import { Inbox as Tray } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { useOutletContext, useSearchParams } from "react-router";

import { type InboxTab, type Notice, useAllDone, useCounts, useNotices } from "../api/notices";
import { useAgents } from "../api/queries";
import { sameDay } from "../lib/format";
import { hasSingleKeys, isWriting } from "../lib/keys";
import { NARROW, useMedia } from "../lib/media";
import { undoLast } from "../lib/toast";
import { Button } from "../parts/Basics";
import { Notice as Told } from "../parts/Notice";
import { type Acting, isPressing, useActing } from "./inbox/acting";
import { Detail } from "./inbox/Detail";
import { NoticeRow } from "./inbox/Row";
import { Bar, ListBones, useTitle } from "./Page";
import type { Shell } from "./WorkspaceShell";

const TABS: Record<InboxTab, { name: string; title: string; empty: string }> = {
  needs_you: { name: "Needs you", title: "Nothing needs you", empty: "Mentions of you, decisions that wait for you and direct messages come here." },
  information: { name: "For information", title: "Nothing new", empty: "Replies in threads you follow and what agents report come here." },
  activity: { name: "Activity", title: "No activity", empty: "What happened around you and asks nothing of you comes here." },
};

const isTab = (text: string | null): text is InboxTab => text !== null && text in TABS;

/** Whether a key is somebody else's: of a field, a dialog, a menu, or Enter on the button or link in focus. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWriting(event.target)) return true;
  if (!(event.target instanceof Element)) return false;
  if (event.target.closest("[role=dialog], [role=menu]")) return true;
  return event.key === "Enter" && event.target.closest("button, a, summary") !== null && !event.target.matches(".notice-title");
}

/** Keys of the inbox; while somebody writes, and in a dialog or menu, they are letters. */
function useInboxKeys(isOn: boolean, press: (key: string) => boolean): void {
  const heard = useEffectEvent((event: KeyboardEvent) => {
    if (!isOn || isTaken(event)) return;
    if (press(event.key.toLowerCase())) event.preventDefault();
  });
  useEffect(() => {
    addEventListener("keydown", heard);
    return () => { removeEventListener("keydown", heard); };
  }, []);
}

interface ListProps {
  notices: readonly Notice[];
  chosenId: string | null;
  workspaceId: string;
  acting: Acting;
  choose: (notice: Notice) => void;
}

/** What is critical first, then by day: today without a word, then "Earlier". */
function List({ notices, chosenId, workspaceId, acting, choose }: ListProps): ReactNode {
  const agents = useAgents(workspaceId).data ?? [];
  const today = new Date();
  const isEarlier = (one: Notice): boolean => !isPressing(one) && !sameDay(new Date(one.updated_at), today);
  const first = notices.filter((one) => !isEarlier(one));
  const rows = (some: readonly Notice[]): ReactNode => some.map((one) => (
    <NoticeRow key={one.id} notice={one} agents={agents} isChosen={one.id === chosenId} acting={acting} choose={() => { choose(one); }} />
  ));
  const earlier = notices.filter(isEarlier);
  return (
    <>
      <ul>{rows(first)}</ul>
      {earlier.length > 0 ? <><h2 className="notice-day">Earlier</h2><ul>{rows(earlier)}</ul></> : null}
    </>
  );
}

interface Chosen {
  notice: Notice | null;
  at: number;
  choose: (notice: Notice | null) => void;
  step: (by: 1 | -1) => void;
}

/** Which one is shown: the one the address names, else on wide screens the first. Choosing one reads it; showing does not. */
function useChosen(notices: readonly Notice[], acting: Acting, isNarrow: boolean): Chosen {
  const [params, setParams] = useSearchParams();
  const named = params.get("n");
  const found = notices.findIndex((one) => one.id === named);
  const [last, setLast] = useState(0);
  const fallback = isNarrow || notices.length === 0 ? -1 : Math.min(last, notices.length - 1);
  const at = found >= 0 ? found : fallback;
  if (at >= 0 && at !== last) setLast(at);
  const choose = (notice: Notice | null): void => {
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (notice === null) next.delete("n");
      else next.set("n", notice.id);
      return next;
    }, { replace: !isNarrow });
    if (notice !== null) acting.read(notice);
  };
  const step = (by: 1 | -1): void => {
    const next = notices[at + by];
    if (next === undefined) return;
    choose(next);
    requestAnimationFrame(() => { document.querySelector(`[data-notice="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: "nearest" }); });
  };
  return { notice: notices[at] ?? null, at, choose, step };
}

const DOES: Record<string, (acting: Acting, notice: Notice) => void> = {
  e: (acting, notice) => { acting.done(notice); },
  enter: (acting, notice) => { acting.open(notice); },
  a: (acting, notice) => { if (isPressing(notice)) acting.acknowledge(notice); },
};

function pressed(key: string, { notice, step }: Chosen, acting: Acting): boolean {
  if (key === "z") undoLast();
  else if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (notice !== null && DOES[key]) DOES[key](acting, notice);
  else return false;
  return true;
}

/** In place of the rows: while they are read, where they cannot be, and where there are none. */
function Instead({ found, tab, isEmpty }: { found: ReturnType<typeof useNotices>; tab: InboxTab; isEmpty: boolean }): ReactNode {
  if (found.data !== undefined) return isEmpty ? <Told title={TABS[tab].title} icon={Tray} why={TABS[tab].empty} /> : null;
  if (found.error === null) return <ListBones />;
  return <Told title="The inbox could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} />;
}

interface ListSideProps {
  shell: Shell;
  tab: InboxTab;
  found: ReturnType<typeof useNotices>;
  notices: readonly Notice[];
  chosen: Chosen;
  acting: Acting;
}

function Rows({ shell, tab, found, notices, chosen, acting }: ListSideProps): ReactNode {
  return (
    <div className="view" data-region="messages" tabIndex={0}>
      <Instead found={found} tab={tab} isEmpty={notices.length === 0} />
      <List notices={notices} chosenId={chosen.notice?.id ?? null} workspaceId={shell.workspace.id} acting={acting} choose={chosen.choose} />
      {found.hasNextPage ? <div className="inbox-more"><Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>Show more</Button></div> : null}
    </div>
  );
}

function ListSide(props: ListSideProps): ReactNode {
  const { shell, tab } = props;
  const counts = useCounts(shell.workspace.id);
  const allDone = useAllDone(shell.workspace.id);
  const [, setParams] = useSearchParams();
  return (
    <section className="inbox-list" aria-label="Notifications">
      <Bar shell={shell} actions={props.notices.length === 0 ? null : <Button small look="quiet" busy={allDone.isPending} onClick={() => { allDone.mutate(tab); }}>Mark all done</Button>}><h1>Inbox</h1></Bar>
      <Tabs.Root className="tabbed" value={tab} onValueChange={(value) => { setParams(value === "needs_you" ? {} : { tab: value }, { replace: true }); }}>
        <Tabs.List className="tabs" aria-label="Inbox">
          {(Object.entries(TABS) as [InboxTab, (typeof TABS)[InboxTab]][]).map(([value, { name }]) => (
            <Tabs.Trigger key={value} value={value} className="tab">
              {name}{counts[value] > 0 ? <span className={value === "needs_you" ? "count needs" : "count"}>{counts[value]}</span> : null}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value={tab} className="tabbed" tabIndex={-1}><Rows {...props} /></Tabs.Content>
      </Tabs.Root>
    </section>
  );
}

function Content({ shell, tab, isNarrow }: { shell: Shell; tab: InboxTab; isNarrow: boolean }): ReactNode {
  const workspaceId = shell.workspace.id;
  const found = useNotices(workspaceId, tab, "open");
  const acting = useActing(workspaceId);
  const notices = found.data?.pages.flatMap((page) => page.items) ?? [];
  const chosen = useChosen(notices, acting, isNarrow);
  useInboxKeys(hasSingleKeys(shell.me), (key) => pressed(key, chosen, acting));
  const { notice } = chosen;
  return (
    <main className={isNarrow && notice ? "main inbox detail-alone" : "main inbox"} id="main" tabIndex={-1}>
      <ListSide shell={shell} tab={tab} found={found} notices={notices} chosen={chosen} acting={acting} />
      {notice ? (
        <Detail key={notice.id} notice={notice} shell={shell} acting={acting} step={chosen.step}
          place={{ at: chosen.at, of: notices.length }} back={isNarrow ? () => { chosen.choose(null); } : null} />
      ) : null}
    </main>
  );
}

/** What somebody should hear of, in three tabs; each is dealt with where it stands. */
export default function Inbox(): ReactNode {
  const shell = useOutletContext<Shell>();
  const [params] = useSearchParams();
  const isNarrow = useMedia(NARROW);
  const asked = params.get("tab");
  const tab = isTab(asked) ? asked : "needs_you";
  useTitle("Inbox", shell);
  return <Content key={tab} shell={shell} tab={tab} isNarrow={isNarrow} />;
}
