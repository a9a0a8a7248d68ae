import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useEffectEvent, useImperativeHandle } from "react";

import type { Change } from "../../lib/marks";
import { Beside } from "./Beside";
import type { CompletionProps, Keys } from "./completing";
import { type Option, Options, useChoice } from "./Options";

/** Puts text where the trigger and what was written of it stands, with a space after it. */
export function replacing(props: CompletionProps, insert: string): Change {
  const { text, trigger, caret } = props;
  // A quote that was closed ahead of the caret goes with the name.
  const to = text[trigger.from + 1] === '"' && text[caret] === '"' ? caret + 1 : caret;
  const space = /^\s/u.test(text.slice(to)) ? "" : " ";
  const end = trigger.from + insert.length + 1;
  return { from: trigger.from, to, insert: insert + space, select: [end, end] };
}

/** The keys of a list that only inserts: Tab and Enter take the chosen row. */
function useListKeys(ref: Ref<Keys>, options: readonly Option[], choice: ReturnType<typeof useChoice>, onHide: () => void): void {
  const press = (event: KeyboardEvent): boolean => {
    if (options.length === 0) return false;
    if (event.key === "Escape") {
      onHide();
      return true;
    }
    if (choice.move(event)) return true;
    if (choice.active === null || event.shiftKey || (event.key !== "Tab" && event.key !== "Enter")) return false;
    choice.active.accept();
    return true;
  };
  useImperativeHandle(ref, () => ({ press }));
}

/** Tells the field which list and row there are. */
function useShown(props: CompletionProps, listId: string | null, activeId: string | null): void {
  const tell = useEffectEvent(() => { props.onShown({ listId, activeId, isCommand: false, hold: null }); });
  useEffect(() => { tell(); }, [listId, activeId]);
}

interface InsertListProps extends CompletionProps {
  ref: Ref<Keys>;
  id: string;
  label: string;
  options: readonly Option[];
  /** How many there are, for who does not see them. */
  told: string;
}

/** A list beside the field whose rows only insert. */
export function InsertList({ ref, id, label, options, told, ...props }: InsertListProps): ReactNode {
  const choice = useChoice(options, props.trigger.query);
  useListKeys(ref, options, choice, props.onHide);
  useShown(props, options.length > 0 ? id : null, choice.active?.id ?? null);
  if (options.length === 0) return null;
  return (
    <Beside field={props.field} box={props.box} at={props.trigger.from}>
      <Options id={id} label={label} options={options} choice={choice} />
      <div className="unseen" role="status">{told}</div>
    </Beside>
  );
}
