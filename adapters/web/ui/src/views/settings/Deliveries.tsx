import { Send } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";

import { type DeliveryState, type MessageDelivery, useMessageDeliveries, useRetryDelivery } from "../../api/platforms";
import { useChannels } from "../../api/queries";
import { useNow } from "../../lib/media";
import { platformName } from "../../lib/platforms";
import { ago } from "../../lib/times";
import { sentence } from "../../lib/words";
import { Button } from "../../parts/Basics";
import { SelectField } from "../../parts/Fields";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";
import type { Shell } from "../WorkspaceShell";

type Wanted = DeliveryState | "all";

const STATES: Record<DeliveryState, { word: string; tone: string }> = {
  pending: { word: "on its way", tone: "warn" },
  sent: { word: "sent", tone: "ok" },
  failed: { word: "refused", tone: "bad" },
  dead: { word: "given up", tone: "bad" },
  skipped: { word: "not needed", tone: "" },
};
const FILTERS: Record<Wanted, string> = { all: "Everything", failed: "Refused", dead: "Given up", pending: "On its way", sent: "Sent", skipped: "Not needed" };
const KINDS: Record<string, string> = { new_message: "Message", message_updated: "Change", message_deleted: "Deletion", reaction_changed: "Reaction" };
const LOOK_MS = 10_000;

function Row({ one, shell, now }: { one: MessageDelivery; shell: Shell; now: Date }): ReactNode {
  const channel = useChannels(shell.workspace.id).data?.find((other) => other.id === one.channel_id);
  const retry = useRetryDelivery(shell.workspace.id);
  const { word, tone } = STATES[one.state];
  const told = retry.error ? sentence(retry.error) : [one.error_text, ...(one.changes_json ?? [])].filter(Boolean).join("; ");
  return (
    <tr>
      <td>
        <p>{KINDS[one.kind] ?? one.kind} to {one.platform === null ? "a link that ended" : platformName(one.platform)}</p>
        {channel ? <p className="settings-under">from <Link to={`/w/${shell.workspace.id}/c/${one.channel_id}?m=${one.message_id}`}>#{channel.name}</Link></p> : null}
      </td>
      <td data-label="State"><span className={`tag ${tone}`}>{word}</span>{one.repeats > 0 ? <p className="settings-under">sent twice</p> : null}</td>
      <td className="wide" data-label="Told">{told}</td>
      <td className="number" data-label="When"><time dateTime={one.updated_at}>{ago(new Date(one.updated_at), now)}</time></td>
      <td className="row-end">{one.state === "failed" || one.state === "dead" ? <Button small busy={retry.isPending} onClick={() => { retry.mutate(one.id); }}>Try again</Button> : null}</td>
    </tr>
  );
}

function Table({ shell, state }: { shell: Shell; state: Wanted }): ReactNode {
  const found = useMessageDeliveries(shell.workspace.id, state);
  const now = new Date(useNow(LOOK_MS));
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.data === undefined) {
    return found.error === null ? <ListBones /> : <Notice title="The deliveries could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} />;
  }
  if (rows.length === 0) return <Notice title="Nothing here" icon={Send} why="Every message that goes to Slack, Discord or Telegram stands here, with what became of it." />;
  return (
    <>
      <div className="table-box">
        <table className="table folds">
          <thead><tr><th scope="col">What</th><th scope="col">State</th><th scope="col" className="wide">Told</th><th scope="col" className="number">When</th><th scope="col"><span className="unseen">Actions</span></th></tr></thead>
          <tbody>{rows.map((one) => <Row key={one.id} one={one} shell={shell} now={now} />)}</tbody>
        </table>
      </div>
      {found.hasNextPage ? <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>Show more</Button> : null}
    </>
  );
}

/** What went to platforms, and what did not; what failed can be tried again. */
export function Deliveries({ shell }: { shell: Shell }): ReactNode {
  const [state, setState] = useState<Wanted>("all");
  const may = shell.workspace.role === "owner" || shell.workspace.role === "admin";
  return (
    <>
      <h2 className="settings-title">Deliveries</h2>
      {may ? (
        <>
          <SelectField label="Show" value={state} onChange={(event) => { setState(event.target.value as Wanted); }}>
            {Object.entries(FILTERS).map(([value, words]) => <option key={value} value={value}>{words}</option>)}
          </SelectField>
          <Table shell={shell} state={state} />
        </>
      ) : <p className="settings-under">An owner or admin sees them.</p>}
    </>
  );
}
