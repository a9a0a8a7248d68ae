import type { ReactNode } from "react";
import { Link } from "react-router";

import type { Message } from "../api/types";
import { useLive } from "../live/context";

/** Something that waits for a decision: what it is, and the way to where it is decided. */
export default function ProposalCard({ message }: { message: Message }): ReactNode {
  const { workspaceId } = useLive();
  const payload = message.content_json.json_payload as { title_text?: string } | null | undefined;
  const title = payload?.title_text ?? "A decision is asked for";
  return (
    <section className="card" aria-label={title}>
      <header className="card-head">
        <h2>{title}</h2>
        <Link className="button small" to={`/w/${workspaceId}/approvals`}>Open</Link>
      </header>
    </section>
  );
}
