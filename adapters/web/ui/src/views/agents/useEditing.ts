import { useMemo } from "react";

import type { Definition } from "../../api/agents";
import { useChannels } from "../../api/queries";
import { type Finding, refused, unreadable } from "./findings";
import { type Key, schemaOf } from "./schema";
import { read, type Reading } from "./yaml";

export interface Edited {
  schema: Key;
  reading: Reading;
  findings: readonly Finding[];
}

/** A text with what may stand in it and what is wrong with it; `error` is why the server did not take it as it is. */
export function useEdited(definition: Definition, workspaceId: string, text: string, error: Error | null): Edited {
  const channels = useChannels(workspaceId).data;
  const schema = useMemo(
    () => schemaOf(definition, { channels: (channels ?? []).filter((one) => one.type !== "dm").map((one) => one.name) }),
    [definition, channels],
  );
  const reading = useMemo(() => read(text), [text]);
  const findings = useMemo(() => [...unreadable(text, reading), ...refused(text, reading, error)], [text, reading, error]);
  return { schema, reading, findings };
}
