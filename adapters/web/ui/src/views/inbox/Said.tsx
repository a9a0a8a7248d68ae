import type { ReactNode } from "react";

import { useAgents } from "../../api/queries";
import type { Message } from "../../api/types";
import { fullTime } from "../../lib/format";
import { moment } from "../../lib/times";
import { alertOf } from "../../live/rows";
import { AlertCard } from "../../parts/AlertCard";
import { Avatar } from "../../parts/Basics";
import { Markdown } from "../../parts/Markdown";
import ProposalCard from "../../parts/ProposalCard";
import type { Shell } from "../WorkspaceShell";

function Body({ message }: { message: Message }): ReactNode {
  const alert = alertOf(message);
  if (alert !== null) return <AlertCard alert={alert} />;
  if (message.content_type === "interactive_proposal") return <ProposalCard message={message} />;
  return <Markdown text={message.content_json.text_body ?? ""} />;
}

/** A message as the inbox shows it; the one that is meant is marked. */
export function Said({ message, shell, isMeant }: { message: Message; shell: Shell; isMeant: boolean }): ReactNode {
  const agents = useAgents(shell.workspace.id).data;
  const at = new Date(message.created_at);
  return (
    <li className={isMeant ? "message meant" : "message"} aria-current={isMeant || undefined}>
      <Avatar id={message.sender_id} name={message.sender_name} kind={message.sender_type} definitionId={agents?.find((one) => one.id === message.sender_id)?.agent_definition_id} />
      <div className="message-main">
        <p className="who">
          <b>{message.sender_name}</b>
          {message.sender_type === "agent" ? <span className="tag outline">Agent</span> : null}
          <time className="time" dateTime={message.created_at} title={fullTime(at)}>{moment(at, new Date())}</time>
        </p>
        <Body message={message} />
      </div>
    </li>
  );
}
