import type { ReactNode } from "react";

import { count } from "../../lib/words";
import type { Returned } from "../../live/pending";
import { Polling } from "../Connection";

const NEAR = 500;

interface NoteProps {
  id: string;
  channelId: string;
  /** By how many characters the text is too long. */
  over: number;
  said: string | null;
  returned: Returned | null;
  text: string;
  isCommand: boolean;
  onPutBack: (text: string) => void;
  children: ReactNode;
}

function Refusal({ returned, text, onPutBack }: { returned: Returned; text: string; onPutBack: (text: string) => void }): ReactNode {
  return (
    <span className="fault" role="alert">
      {returned.why}
      {text === returned.text ? null : (
        <button type="button" className="link" onClick={() => { onPutBack(returned.text); }}>Put {returned.text.split(/\s/u, 1)[0]} back</button>
      )}
    </span>
  );
}

/** How much room is left, once it matters. */
function Room({ over }: { over: number }): ReactNode {
  if (over > 0) return <span className="fault">{count(over, "character")} over the limit of 16,000</span>;
  return over > -NEAR ? <span>{count(-over, "character")} left</span> : null;
}

function Said({ said, returned, text, isCommand, onPutBack, children }: Omit<NoteProps, "id" | "channelId" | "over">): ReactNode {
  if (said !== null) return <span className="fault" role="alert">{said}</span>;
  if (returned !== null) return <Refusal returned={returned} text={text} onPutBack={onPutBack} />;
  return isCommand ? <span>Runs as you.</span> : children;
}

/** The line below the field: what is wrong first, then what is good to know. */
export function Note({ id, channelId, over, ...rest }: NoteProps): ReactNode {
  return (
    <div className="under-composer" id={id}>
      <Room over={over} />
      <Said {...rest} />
      <Polling channelId={channelId} />
    </div>
  );
}
