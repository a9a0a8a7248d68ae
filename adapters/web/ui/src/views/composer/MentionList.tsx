import { Users } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useEffectEvent, useId, useImperativeHandle } from "react";

import { type Mentionable, useMentionables } from "../../api/writing";
import type { Change } from "../../lib/marks";
import { useSettled } from "../../lib/media";
import { mentionsFor } from "../../lib/mentions";
import { count } from "../../lib/words";
import { Avatar, Icon } from "../../parts/Basics";
import { Beside } from "./Beside";
import type { CompletionProps, Keys } from "./completing";
import { type Option, Options, useChoice } from "./Options";

function Row({ one }: { one: Mentionable }): ReactNode {
  return (
    <>
      {one.type === "channel" ? <span className="avatar size-20 square"><Icon of={Users} size={12} /></span> : <Avatar id={one.id ?? one.name} name={one.name} kind={one.type} size={20} />}
      <span className="option-who cut">{one.type === "channel" ? "@channel" : one.name}</span>
      {one.type === "agent" ? <span className="tag outline">Agent</span> : null}
      <span className="option-words cut">{one.is_disabled ? one.why : one.description}</span>
    </>
  );
}

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
export function useListKeys(ref: Ref<Keys>, options: readonly Option[], choice: ReturnType<typeof useChoice>, onHide: () => void): void {
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
export function useShown(props: CompletionProps, listId: string | null, activeId: string | null): void {
  const tell = useEffectEvent(() => { props.onShown({ listId, activeId, isCommand: false, hold: null }); });
  useEffect(() => { tell(); }, [listId, activeId]);
}

/** Who can be mentioned: people, agents, the channel. Who may not act here stands there with why. */
export function MentionList(props: CompletionProps & { ref: Ref<Keys> }): ReactNode {
  const { trigger, workspaceId, channel, field, box, ref, onChange, onHide } = props;
  const listId = useId();
  const query = useSettled(trigger.query, 150);
  const all = useMentionables(workspaceId, channel.id, "").data ?? [];
  const more = useMentionables(workspaceId, channel.id, query).data ?? [];
  const known = new Map([...all, ...more].map((one) => [`${one.type} ${one.id ?? ""}`, one]));
  const found = props.isHidden ? [] : mentionsFor(trigger.query, [...known.values()]);
  const options: Option[] = found.map((one) => ({
    id: `${listId}-${one.id ?? one.type}`, isDisabled: one.is_disabled, row: <Row one={one} />, accept: () => { onChange(replacing(props, one.insert_text)); },
  }));
  const choice = useChoice(options, trigger.query);
  useListKeys(ref, options, choice, onHide);
  useShown(props, options.length > 0 ? listId : null, choice.active?.id ?? null);
  if (options.length === 0) return null;
  return (
    <Beside field={field} box={box} at={trigger.from}>
      <Options id={listId} label="People and agents" options={options} choice={choice} />
      <div className="unseen" role="status">{count(options.length, "person or agent", "people and agents")}</div>
    </Beside>
  );
}
