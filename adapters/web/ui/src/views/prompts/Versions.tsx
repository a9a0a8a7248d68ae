import { type ReactNode, useId, useState } from "react";

import { useWho } from "../../api/members";
import { type Prompt, type PromptVersion, useRestore, useVersions } from "../../api/prompts";
import { moment } from "../../lib/times";
import { sentence } from "../../lib/words";
import { Button } from "../../parts/Basics";
import { DiffLines } from "../../parts/DiffLines";

interface OneProps {
  one: PromptVersion;
  before: PromptVersion | null;
  isNow: boolean;
  who: string;
  restore: (() => void) | null;
  busy: boolean;
}

function One({ one, before, isNow, who, restore, busy }: OneProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="version-row">
      <button type="button" className="version-head" aria-expanded={isOpen} onClick={() => { setOpen(!isOpen); }}>
        <span className="tag">Version {one.version}</span>
        <span className="cut">{who}</span>
        <time dateTime={one.created_at}>{moment(new Date(one.created_at), new Date())}</time>
      </button>
      {isOpen ? (
        <div className="version-body">
          <DiffLines before={before?.prompt_text ?? ""} after={one.prompt_text} label={`What version ${String(one.version)} changed`} />
          {isNow || restore === null ? null : <Button small busy={busy} onClick={restore}>Bring version {one.version} back</Button>}
        </div>
      ) : null}
    </li>
  );
}

/** What a prompt said before, by whom, and the way back there. */
export function Versions({ prompt, workspaceId, may, onRestored }: { prompt: Prompt; workspaceId: string; may: boolean; onRestored: (one: Prompt) => void }): ReactNode {
  const id = useId();
  const all = useVersions(prompt.id).data ?? [];
  const restore = useRestore(workspaceId, prompt.id);
  const whoIs = useWho(workspaceId);
  return (
    <section aria-labelledby={id} className="prompt-versions">
      <h2 id={id}>Versions</h2>
      {restore.error ? <p className="form-fault" role="alert">{sentence(restore.error)}</p> : null}
      <ul>
        {all.map((one, at) => (
          <One key={one.version} one={one} before={all[at + 1] ?? null} isNow={at === 0} who={whoIs(one.created_by_user_id)} busy={restore.isPending}
            restore={may ? () => { restore.mutate(one.version, { onSuccess: onRestored }); } : null} />
        ))}
      </ul>
    </section>
  );
}
