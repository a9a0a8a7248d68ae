import type { ReactNode } from "react";

import type { Presence } from "../../api/types";
import { Avatar } from "../../parts/Basics";

const WORDS: Record<Presence, string> = { here: "here", away: "away", gone: "not here" };

/** A person with whether they are here: filled for here, a ring for away. */
export function Face({ id, name, status, size = 20 }: { id: string; name: string; status: Presence; size?: 20 | 28 }): ReactNode {
  return (
    <span className="face-place">
      <Avatar id={id} name={name} kind="user" size={size} />
      {status === "gone" ? null : <span className={`presence ${status}`} title={WORDS[status]} />}
    </span>
  );
}
