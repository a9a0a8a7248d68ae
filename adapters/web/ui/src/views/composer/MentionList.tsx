import { Users } from "lucide-react";
import { type ReactNode, type Ref, useId } from "react";

import { type Mentionable, useMentionables } from "../../api/writing";
import { useSettled } from "../../lib/media";
import { mentionsFor } from "../../lib/mentions";
import { count } from "../../lib/words";
import { Avatar, Icon } from "../../parts/Basics";
import type { CompletionProps, Keys } from "./completing";
import { InsertList, replacing } from "./InsertList";
import type { Option } from "./Options";

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

/** Who can be mentioned: people, agents, the channel. Who may not act here stands there with why. */
export function MentionList(props: CompletionProps & { ref: Ref<Keys> }): ReactNode {
  const { trigger, workspaceId, channel, onChange } = props;
  const listId = useId();
  const query = useSettled(trigger.query, 150);
  const all = useMentionables(workspaceId, channel.id, "").data ?? [];
  const more = useMentionables(workspaceId, channel.id, query).data ?? [];
  const known = new Map([...all, ...more].map((one) => [`${one.type} ${one.id ?? ""}`, one]));
  const found = props.isHidden ? [] : mentionsFor(trigger.query, [...known.values()]);
  const options: Option[] = found.map((one) => ({
    id: `${listId}-${one.id ?? one.type}`, isDisabled: one.is_disabled, row: <Row one={one} />, accept: () => { onChange(replacing(props, one.insert_text)); },
  }));
  return <InsertList {...props} id={listId} label="People and agents" options={options} told={count(options.length, "person or agent", "people and agents")} />;
}
