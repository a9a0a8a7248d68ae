import { type ReactNode, useState } from "react";

import { type Preferences, useKeepPreferences, usePreferences } from "../../api/notices";
import { sentence } from "../../lib/words";
import { Field } from "../../parts/Basics";
import { Check, SelectField } from "../../parts/Fields";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";
import type { Shell } from "../WorkspaceShell";
import { Part } from "./Part";
import { ownZone, zones } from "./zones";

interface Props {
  kept: Preferences;
  keep: (change: Partial<Preferences>) => void;
}

const NIGHT = { from: "22:00", until: "07:00" };

function What({ kept, keep }: Props): ReactNode {
  return (
    <Part title="What you hear of" under="Each channel can say otherwise, in its details.">
      <div className="settings-form">
        <SelectField label="In channels" value={kept.level} onChange={(event) => { keep({ level: event.target.value as Preferences["level"] }); }}>
          <option value="all">Everything, also replies and alerts</option>
          <option value="mentions">Mentions of you, direct messages, decisions</option>
          <option value="nothing">Nothing</option>
        </SelectField>
        <SelectField label="By mail" hint="While you are away" value={kept.email} onChange={(event) => { keep({ email: event.target.value as Preferences["email"] }); }}>
          <option value="all">All of it</option>
          <option value="important">What needs you</option>
          <option value="nothing">Nothing</option>
        </SelectField>
      </div>
    </Part>
  );
}

function Quiet({ kept, keep }: Props): ReactNode {
  const hours = kept.quiet_hours;
  return (
    <Part title="Quiet hours" under="Nothing rings or is mailed then; what is critical still is. All of it waits in the inbox.">
      <div className="settings-form">
        <Check label="Keep quiet every day" checked={hours !== null} onChange={(event) => { keep({ quiet_hours: event.target.checked ? { ...NIGHT, time_zone: ownZone() } : null }); }} />
        {hours ? (
          <>
            <div className="field-pair">
              <Field label="From" type="time" required value={hours.from} onChange={(event) => { if (event.target.value) keep({ quiet_hours: { ...hours, from: event.target.value } }); }} />
              <Field label="Until" type="time" required value={hours.until} onChange={(event) => { if (event.target.value) keep({ quiet_hours: { ...hours, until: event.target.value } }); }} />
            </div>
            <SelectField label="Time zone" value={hours.time_zone} onChange={(event) => { keep({ quiet_hours: { ...hours, time_zone: event.target.value } }); }}>
              {[...new Set([hours.time_zone, ...zones()])].map((zone) => <option key={zone}>{zone}</option>)}
            </SelectField>
          </>
        ) : null}
      </div>
    </Part>
  );
}

/** What one wants to hear of in this workspace; each choice is kept at once. */
export function NotificationSettings({ shell }: { shell: Shell }): ReactNode {
  const found = usePreferences(shell.workspace.id);
  const { keep, error, isKept } = useKeepPreferences(shell.workspace.id);
  // What was chosen shows at once, whatever it takes to be kept.
  const [chosen, setChosen] = useState<Preferences | null>(null);
  const kept = chosen ?? found.data;
  const change = (part: Partial<Preferences>): void => {
    if (kept === undefined) return;
    setChosen({ ...kept, ...part });
    keep({ ...kept, ...part }, () => { setChosen(null); });
  };
  return (
    <>
      <h2 className="settings-title">Notifications</h2>
      {kept === undefined && found.error === null ? <ListBones rows={3} /> : null}
      {kept === undefined && found.error ? <Notice title="Your choices could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} /> : null}
      {kept ? (
        <>
          <What kept={kept} keep={change} />
          <Quiet kept={kept} keep={change} />
          <p className="settings-under" role="status">{error ? "" : isKept ? "Saved" : "Each choice is kept at once."}</p>
          {error ? <p className="fault" role="alert">{sentence(error)}</p> : null}
        </>
      ) : null}
    </>
  );
}
