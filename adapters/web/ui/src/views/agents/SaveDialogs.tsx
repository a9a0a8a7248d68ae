import type { ReactNode } from "react";

import type { Configuration } from "../../api/agents";
import { Button } from "../../parts/Basics";
import { DiffLines } from "../../parts/DiffLines";
import { Dialog } from "../../parts/Dialog";
import type { Draft } from "./drafts";

function Renamed({ from, to }: { from: string; to: string }): ReactNode {
  return from === to ? null : <p>The name changes from <b>{from}</b> to <b>{to}</b>.</p>;
}

/** What would be saved, before it is. */
export function ReviewDialog({ draft, busy, save, onClose }: { draft: Draft; busy: boolean; save: () => void; onClose: () => void }): ReactNode {
  return (
    <Dialog title="Save these changes?" className="wide" onClose={onClose}>
      <div className="dialog-body">
        <Renamed from={draft.from.name} to={draft.name.trim()} />
        {draft.text === draft.from.text ? null : <DiffLines before={draft.from.text} after={draft.text} label="What changes in the YAML" />}
        <p className="quiet">From the next run on the agent works with this. A run that is under way ends as it began.</p>
      </div>
      <footer className="dialog-foot">
        <Button onClick={onClose}>Go on editing</Button>
        <Button look="ink" busy={busy} onClick={save}>Save</Button>
      </footer>
    </Dialog>
  );
}

interface ConflictProps {
  draft: Draft;
  theirs: Configuration;
  busy: boolean;
  keepMine: () => void;
  takeTheirs: () => void;
  onClose: () => void;
}

/** Somebody saved meanwhile: both texts, and a choice; nothing is overwritten unseen. */
export function ConflictDialog({ draft, theirs, busy, keepMine, takeTheirs, onClose }: ConflictProps): ReactNode {
  return (
    <Dialog title="Somebody saved this meanwhile" className="wide" onClose={onClose}>
      <div className="dialog-body">
        <p>Nothing was overwritten. These are the lines in which your text differs from the version {theirs.row_version} that is saved now.</p>
        <Renamed from={theirs.name} to={draft.name.trim()} />
        <DiffLines before={theirs.yaml_config_text} after={draft.text} label="From their text to yours" />
      </div>
      <footer className="dialog-foot">
        <Button look="quiet" onClick={onClose}>Go on editing</Button>
        <Button onClick={takeTheirs}>Take theirs</Button>
        <Button look="ink" busy={busy} onClick={keepMine}>Keep mine</Button>
      </footer>
    </Dialog>
  );
}

/** Before an agent is taken out of service. */
export function ArchiveDialog({ name, busy, error, archive, onClose }: { name: string; busy: boolean; error: string | null; archive: () => void; onClose: () => void }): ReactNode {
  return (
    <Dialog title={`Archive ${name}?`} onClose={onClose}>
      <div className="dialog-body">
        {error ? <p className="form-fault" role="alert">{error}</p> : null}
        <p>It starts no more and leaves the list of agents; this cannot be taken back. Its runs stay readable, and its name is free again. To stop it for a while, pause it.</p>
      </div>
      <footer className="dialog-foot">
        <Button look="quiet" autoFocus onClick={onClose}>Keep</Button>
        <Button className="danger" busy={busy} onClick={archive}>Archive</Button>
      </footer>
    </Dialog>
  );
}
