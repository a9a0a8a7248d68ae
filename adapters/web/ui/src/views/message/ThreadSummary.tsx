import type { CSSProperties, ReactNode } from "react";

import type { Message } from "../../api/types";
import { moment } from "../../lib/times";
import { count } from "../../lib/words";
import { Avatar } from "../../parts/Basics";
import { usePlace } from "./context";

const FACES = 5;

/** Under a message that was answered: by whom, how often, when last. */
export function ThreadSummary({ message }: { message: Message }): ReactNode {
  const { threadId, agents, nameOf, actions } = usePlace();
  if (threadId !== null || message.reply_count === 0) return null;
  // Whoever answers next stands last, so that the others stay where they are.
  const people = (message.reply_user_ids_array ?? []).slice(0, FACES).reverse();
  return (
    <button type="button" className="thread-summary" style={{ "--faces": people.length } as CSSProperties} onClick={() => { actions.thread(message); }}>
      <span className="faces">
        {people.map((id) => {
          const agent = agents.find((one) => one.id === id);
          return <Avatar key={id} id={id} name={agent?.name ?? nameOf(id)} kind={agent ? "agent" : "user"} definitionId={agent?.agent_definition_id} size={20} />;
        })}
      </span>
      <span className="thread-words">
        <span className="thread-count">{count(message.reply_count, "reply", "replies")}</span>
        {message.last_reply_at ? <span className="time">last at {moment(new Date(message.last_reply_at), new Date())}</span> : null}
      </span>
    </button>
  );
}
