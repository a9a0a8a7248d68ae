import { Check, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { kindOf, type Reading, type Slot } from "../../lib/command";
import { Icon } from "../../parts/Basics";

const LONGEST = 24;

function cut(value: string): string {
  return value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value;
}

const SAID = { filled: "given", wrong: "wrong", open: "not finished", empty: "to come" } as const;

function Chip({ slot, isCurrent }: { slot: Slot; isCurrent: boolean }): ReactNode {
  const { argument, state, value } = slot;
  const look = state === "wrong" ? "wrong" : isCurrent ? "now" : state === "filled" ? "done" : argument.is_required ? "" : "maybe";
  const words = state === "empty" || (isCurrent && state !== "wrong") ? kindOf(argument) : cut(value);
  return (
    <li className={`argument ${look}`}>
      <span>{argument.name}</span>
      {words === argument.name ? null : <em>{words}</em>}
      {look === "done" ? <Icon of={Check} size={12} /> : null}
      {look === "wrong" ? <Icon of={TriangleAlert} size={12} /> : null}
      <span className="unseen">{isCurrent ? "now" : SAID[state]}</span>
    </li>
  );
}

function Sentence({ reading }: { reading: Reading }): ReactNode {
  const current = reading.current === null ? undefined : reading.slots[reading.current];
  const wrong = current?.state === "wrong" ? current : reading.slots.find((slot) => slot.state === "wrong");
  if (wrong?.rule) return <p className="fault">{wrong.rule}</p>;
  if (current === undefined) return <p>{reading.command?.summary}</p>;
  const { name, description, is_required: required } = current.argument;
  const words = description.trim().replace(/\.$/u, "");
  return <p><b>{name}</b>{words ? `: ${words}. ` : ". "}{required ? "Required." : "Optional."}</p>;
}

/** The command as a row of its arguments: what is given, what is asked for now, what may follow; and a sentence on it. */
export function Signature({ reading }: { reading: Reading }): ReactNode {
  if (reading.command === null) return null;
  return (
    <div className="signature">
      <ul aria-label={`Arguments of /${reading.command.name}`}>
        <li className="signature-name">/{reading.command.name}</li>
        {reading.slots.map((slot, at) => <Chip key={slot.argument.name} slot={slot} isCurrent={at === reading.current} />)}
      </ul>
      <Sentence reading={reading} />
    </div>
  );
}

/** What the keys do here. */
export function KeyFoot({ enter, hasRows }: { enter: string | null; hasRows: boolean }): ReactNode {
  return (
    <p className="key-foot" aria-hidden="true">
      {hasRows ? <span><kbd className="key">↑</kbd> <kbd className="key">↓</kbd> choose</span> : null}
      {hasRows ? <span><kbd className="key">Tab</kbd> insert</span> : null}
      {enter ? <span><kbd className="key">↵</kbd> {enter}</span> : null}
      <span><kbd className="key">Esc</kbd> close</span>
    </p>
  );
}
