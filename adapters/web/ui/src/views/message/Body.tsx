import { lazy, type ReactNode, Suspense } from "react";

import type { Message } from "../../api/types";
import { alertOf } from "../../live/rows";
import { AlertCard } from "../../parts/AlertCard";
import { Markdown } from "../../parts/Markdown";
import { useFinding } from "../find/context";
import { isCommand, isEdited, usePlace } from "./context";
import { Attachment } from "./Attachment";
import { StatusCard } from "./StatusCard";

const ProposalCard = lazy(() => import("../../parts/ProposalCard"));

/** What a kind of message holds that has no picture of its own, as it was sent, folded. */
function Data({ value }: { value: unknown }): ReactNode {
  if (value === undefined || value === null) return null;
  return (
    <details className="data">
      <summary>Data</summary>
      <pre tabIndex={0}>{JSON.stringify(value, null, 2)}</pre>
    </details>
  );
}

/** Says that a message was changed, and shows what stood there before. */
function Edited({ message }: { message: Message }): ReactNode {
  const { actions } = usePlace();
  return <button type="button" className="edited" onClick={() => { actions.showEdits(message); }}>(edited)</button>;
}

function Text({ message }: { message: Message }): ReactNode {
  const { me } = usePlace();
  const { words } = useFinding();
  const text = message.content_json.text_body;
  if (!text) return null;
  if (isCommand(message)) return <p className="prose"><code className="command said">{text}</code></p>;
  const edited = isEdited(message);
  return (
    <div className={edited ? "was-edited" : undefined}>
      <Markdown text={text} mentions={message.mentions_json_array} myId={me.id} found={words.get(message.id)} />
      {edited ? <Edited message={message} /> : null}
    </div>
  );
}

/** What a message says; a kind this client does not draw is shown as it was sent, folded. */
export function Body({ message, alike }: { message: Message; alike: number }): ReactNode {
  if (message.deleted_at !== null) return <p className="prose gone">Deleted by its author</p>;
  const alert = alertOf(message);
  if (alert !== null) return <AlertCard alert={alert} alike={alike} />;
  const { file_details_json: file, status_update_json: status, json_payload: payload } = message.content_json;
  if (message.content_type === "interactive_proposal") {
    return <Suspense fallback={<div className="card waiting-card" aria-busy="true" />}><ProposalCard message={message} /></Suspense>;
  }
  if (message.content_type === "agent_status_update" && status) return <StatusCard update={status} />;
  return (
    <>
      <Text message={message} />
      {file ? <Attachment message={message} file={file} /> : null}
      <Data value={payload} />
    </>
  );
}
