import type { ReactNode } from "react";

import type { Channel } from "../../api/types";
import { count } from "../../lib/words";
import { Button } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";

/** Asks before very many are called at once. */
export default function CallDialog({ channel, people, onSend, onClose }: { channel: Channel; people: number; onSend: () => void; onClose: () => void }): ReactNode {
  const whom = count(people, "person", "people");
  return (
    <Dialog title={`Call ${whom}?`} onClose={onClose}>
      <div className="dialog-body"><p>@channel notifies everybody in #{channel.name} who has not muted it. Without it they read this when they come by.</p></div>
      <footer className="dialog-foot">
        <Button look="quiet" autoFocus onClick={onClose}>Keep writing</Button>
        <Button look="ink" onClick={onSend}>Call {whom}</Button>
      </footer>
    </Dialog>
  );
}
