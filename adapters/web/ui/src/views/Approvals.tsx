import * as Tabs from "@radix-ui/react-tabs";
import { CircleCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link, useOutletContext, useSearchParams } from "react-router";

import { type Proposal, type Tab, useProposals, useStaying } from "../api/proposals";
import { useChannels } from "../api/queries";
import { moment } from "../lib/times";
import { Button } from "../parts/Basics";
import { Filter } from "../parts/Fields";
import { Notice } from "../parts/Notice";
import { Card } from "../parts/ProposalCard";
import { ListBones, Page } from "./Page";
import type { Shell } from "./WorkspaceShell";

const TABS: Record<Tab, { name: string; title: string; empty: string }> = {
  mine: { name: "Waiting for me", title: "Nothing waits for you", empty: "What an agent or a colleague asks you to decide stands here, and in its channel." },
  others: { name: "Waiting for others", title: "Nothing waits for others", empty: "What somebody else is to decide stands here until they have." },
  decided: { name: "Decided", title: "Nothing was decided yet", empty: "Every decision stays here, with who made it and what came of it." },
};

function isTab(text: string | null): text is Tab {
  return text !== null && text in TABS;
}

interface Filter {
  who: string;
  risk: string;
}

const passes = (filter: Filter, one: Proposal): boolean =>
  (filter.who === "" || one.asked_by.name === filter.who) && (filter.risk === "" || one.risk === filter.risk);

function Filters({ proposals, filter, set }: { proposals: readonly Proposal[]; filter: Filter; set: (filter: Filter) => void }): ReactNode {
  const names = [...new Set(proposals.map((one) => one.asked_by.name))].sort((one, other) => one.localeCompare(other));
  return (
    <div className="filters">
      <Filter label="Asked by" value={filter.who} onChange={(event) => { set({ ...filter, who: event.target.value }); }}>
        <option value="">Anybody</option>
        {names.map((name) => <option key={name}>{name}</option>)}
      </Filter>
      <Filter label="Risk" value={filter.risk} onChange={(event) => { set({ ...filter, risk: event.target.value }); }}>
        <option value="">Any</option>
        <option value="high">High: money, or outside</option>
        <option value="low">Low</option>
      </Filter>
    </div>
  );
}

/** Where a proposal was asked, by whom and when, over its card. */
function Asked({ proposal, shell, channel }: { proposal: Proposal; shell: Shell; channel: string | undefined }): ReactNode {
  return (
    <li>
      <p className="asked">
        <b>{proposal.asked_by.name}</b>
        {channel ? <> in <Link to={`/w/${shell.workspace.id}/c/${proposal.channel_id}?m=${proposal.message_id}`}>#{channel}</Link></> : null}
        {proposal.created_at ? <time dateTime={proposal.created_at}>{moment(new Date(proposal.created_at), new Date())}</time> : null}
      </p>
      <Card proposal={proposal} workspaceId={shell.workspace.id} me={{ id: shell.me.user.id }} />
    </li>
  );
}

function Queue({ shell, tab }: { shell: Shell; tab: Tab }): ReactNode {
  const found = useProposals(shell.workspace.id, tab);
  const channels = useChannels(shell.workspace.id).data;
  const [filter, setFilter] = useState<Filter>({ who: "", risk: "" });
  const all = useStaying(tab, found.data?.pages.flatMap((page) => page.items) ?? []);
  const shown = all.filter((one) => passes(filter, one));
  if (found.data === undefined) {
    if (found.error === null) return <ListBones />;
    return <Notice title="The proposals could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} />;
  }
  if (all.length === 0) return <Notice title={TABS[tab].title} icon={CircleCheck} why={TABS[tab].empty} />;
  return (
    <>
      <Filters proposals={all} filter={filter} set={setFilter} />
      {shown.length === 0 ? <p className="none">No proposal here fits both filters.</p> : null}
      <ul className="queue">
        {shown.map((one) => <Asked key={one.proposal_id} proposal={one} shell={shell} channel={channels?.find((channel) => channel.id === one.channel_id)?.name} />)}
      </ul>
      {found.hasNextPage ? <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>Show more</Button> : null}
    </>
  );
}

/** Every proposal as a queue: what waits for me, what for others, and what was decided. */
export default function Approvals(): ReactNode {
  const shell = useOutletContext<Shell>();
  const [params, setParams] = useSearchParams();
  const asked = params.get("tab");
  const tab = isTab(asked) ? asked : "mine";
  return (
    <Page shell={shell} title="Approvals">
      <Tabs.Root className="tabbed" value={tab} onValueChange={(value) => { setParams(value === "mine" ? {} : { tab: value }, { replace: true }); }}>
        <Tabs.List className="tabs" aria-label="Proposals">
          {Object.entries(TABS).map(([value, { name }]) => <Tabs.Trigger key={value} value={value} className="tab">{name}</Tabs.Trigger>)}
        </Tabs.List>
        <Tabs.Content value={tab} className="view" data-region="messages" tabIndex={0}>
          <div className="column"><Queue key={tab} shell={shell} tab={tab} /></div>
        </Tabs.Content>
      </Tabs.Root>
    </Page>
  );
}
