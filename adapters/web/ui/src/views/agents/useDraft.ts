import { useEffect, useState } from "react";

import type { Configuration } from "../../api/agents";
import { type Draft, draftOf, hasDrafts, isChanged, keepDraft } from "./drafts";

export interface Drafting {
  draft: Draft;
  isDirty: boolean;
  edit: (change: Partial<Pick<Draft, "name" | "text">>) => void;
  /** Goes on from what the server has; what was written is kept unless `theirs` is taken. */
  rebase: (one: Configuration, what: "mine" | "theirs") => void;
}

function begun(one: Configuration): Draft {
  return { name: one.name, text: one.yaml_config_text, from: { version: one.row_version, name: one.name, text: one.yaml_config_text } };
}

/** What is being changed of a configuration. It outlives the view, and the browser asks before it would be lost. */
export function useDraft(one: Configuration): Drafting {
  const [draft, setDraft] = useState<Draft>(() => draftOf(one.id) ?? begun(one));
  const isDirty = isChanged(draft);
  // What nobody is changing follows the server.
  if (!isDirty && one.row_version > draft.from.version) setDraft(begun(one));
  useEffect(() => { keepDraft(one.id, draft); }, [one.id, draft]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => { if (hasDrafts()) event.preventDefault(); };
    addEventListener("beforeunload", ask);
    return () => { removeEventListener("beforeunload", ask); };
  }, []);
  return {
    draft,
    isDirty,
    edit: (change) => { setDraft({ ...draft, ...change }); },
    rebase: (latest, what) => { setDraft(what === "theirs" ? begun(latest) : { ...draft, from: begun(latest).from }); },
  };
}
