import { type FormEvent, type ReactNode, useState } from "react";

import { useChangeMe, useChangePassword, useEndSession, useSessions, type Session } from "../../api/members";
import { useChooseTheme, usePrefer } from "../../api/queries";
import type { Me } from "../../api/types";
import { useTheme } from "../../lib/theme";
import { ago } from "../../lib/times";
import { faultOf, sentence } from "../../lib/words";
import { Avatar, Button, Field } from "../../parts/Basics";
import { Check, SelectField, TextField } from "../../parts/Fields";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";
import type { Shell } from "../WorkspaceShell";
import { Kept, Part } from "./Part";
import { browserWords } from "./browsers";
import { ownZone, zones } from "./zones";

interface Info {
  bio?: string | null;
  user_preferences_json?: Record<string, unknown>;
}

const infoOf = (me: Me): Info => (me.user.profile_info ?? {}) as Info;

function Person({ me }: { me: Me }): ReactNode {
  const change = useChangeMe();
  const [name, setName] = useState(me.user.name);
  const [bio, setBio] = useState(infoOf(me).bio ?? "");
  const fault = name.trim() === "" ? "Write the name others see." : faultOf(change.error, "name");
  const isChanged = name.trim() !== me.user.name || bio.trim() !== (infoOf(me).bio ?? "");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === "") return;
    change.mutate({ name: name.trim(), profile_info: { ...me.user.profile_info, bio: bio.trim() === "" ? null : bio.trim() } });
  };
  return (
    <Part title="You">
      <form className="settings-form" noValidate onSubmit={submit}>
        <div className="settings-person"><Avatar id={me.user.id} name={name} kind="user" /><p>Others see you so. The letters come from your name.</p></div>
        <Field label="Name" maxLength={200} autoComplete="name" value={name} fault={fault} onChange={(event) => { setName(event.target.value); }} />
        <Field label="Email" value={me.user.email} readOnly hint="You sign in with it" />
        <TextField label="About you" maxLength={500} hint="A sentence that helps others to know what to ask you" value={bio} onChange={(event) => { setBio(event.target.value); }} />
        <Kept error={fault === null ? change.error : null} isKept={change.isSuccess && !isChanged}><Button type="submit" look="ink" busy={change.isPending} disabled={!isChanged}>Save</Button></Kept>
      </form>
    </Part>
  );
}

function Appearance({ me }: { me: Me }): ReactNode {
  const theme = useTheme();
  const choose = useChooseTheme();
  const prefer = usePrefer();
  const preferences = infoOf(me).user_preferences_json ?? {};
  const [single, setSingle] = useState(preferences.single_keys !== false);
  return (
    <Part title="Appearance and keys">
      <div className="settings-form">
        <SelectField label="Theme" value={theme} onChange={(event) => { choose(event.target.value === "dark" ? "dark" : "light"); }}>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </SelectField>
        <SelectField label="Enter" hint="While you write a message" value={preferences.enter_breaks === true ? "newline" : "send"} onChange={(event) => { prefer("enter_breaks", event.target.value === "newline"); }}>
          <option value="send">Sends, and Shift Enter makes a new line</option>
          <option value="newline">Makes a new line, and Ctrl Enter sends</option>
        </SelectField>
        <Check label="Single keys" hint="R, T, E and others act on the message or notification in focus" checked={single} onChange={(event) => { setSingle(event.target.checked); prefer("single_keys", event.target.checked); }} />
        <SelectField label="Time zone" hint="Quiet hours and mails follow it" value={typeof preferences.time_zone === "string" ? preferences.time_zone : ""} onChange={(event) => { prefer("time_zone", event.target.value || null); }}>
          <option value="">That of this machine ({ownZone()})</option>
          {zones().map((zone) => <option key={zone}>{zone}</option>)}
        </SelectField>
      </div>
    </Part>
  );
}

const EMPTY = { current: "", next: "" };

function nextFault(next: string): string | null {
  return next.length < 8 || next.length > 1_024 ? "Use 8 to 1,024 characters." : null;
}

function Password(): ReactNode {
  const change = useChangePassword();
  const [values, setValues] = useState(EMPTY);
  const [isChecked, setChecked] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (values.current === "" || nextFault(values.next) !== null) return;
    change.mutate({ current_password: values.current, new_password: values.next }, { onSuccess: () => { setValues(EMPTY); setChecked(false); } });
  };
  const currentFault = (isChecked && values.current === "" ? "Write your password." : null) ?? faultOf(change.error, "current_password");
  const newFault = (isChecked ? nextFault(values.next) : null) ?? faultOf(change.error, "new_password");
  return (
    <Part title="Password" under="Everywhere else you are signed out when it changes.">
      <form className="settings-form" noValidate onSubmit={submit}>
        <Field label="Current password" type="password" autoComplete="current-password" value={values.current} fault={currentFault} onChange={(event) => { setValues({ ...values, current: event.target.value }); }} />
        <Field label="New password" type="password" autoComplete="new-password" hint="At least 8 characters" value={values.next} fault={newFault} onChange={(event) => { setValues({ ...values, next: event.target.value }); }} />
        <Kept error={currentFault === null && newFault === null ? change.error : null} isKept={change.isSuccess && values.next === ""} words="Changed"><Button type="submit" busy={change.isPending}>Change password</Button></Kept>
      </form>
    </Part>
  );
}

function Place({ session }: { session: Session }): ReactNode {
  const end = useEndSession();
  const seen = ago(new Date(session.last_seen_at), new Date());
  return (
    <li className="settings-row">
      <div>
        <p>{browserWords(session.user_agent)}{session.is_current ? <span className="tag ok">This one</span> : null}</p>
        <p className="settings-under">{session.address}, last here {seen}</p>
        {end.error ? <p className="fault" role="alert">{sentence(end.error)}</p> : null}
      </div>
      {session.is_current ? null : <Button small busy={end.isPending} onClick={() => { end.mutate(session.id); }} aria-label={`Sign out ${browserWords(session.user_agent)}, last here ${seen}`}>Sign out</Button>}
    </li>
  );
}

function Sessions(): ReactNode {
  const found = useSessions();
  const endAll = useEndSession();
  const others = found.data?.filter((one) => !one.is_current).length ?? 0;
  return (
    <Part title="Where you are signed in">
      {found.data === undefined && found.error ? <Notice title="This could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} /> : null}
      {found.data === undefined && !found.error ? <ListBones rows={2} /> : null}
      <ul className="settings-list">{found.data?.map((one) => <Place key={one.id} session={one} />)}</ul>
      {others > 1 ? <Button busy={endAll.isPending} onClick={() => { endAll.mutate(null); }}>Sign out everywhere else</Button> : null}
    </Part>
  );
}

/** Oneself: name, appearance, password, sessions. */
export function Profile({ shell }: { shell: Shell }): ReactNode {
  return (
    <>
      <h2 className="settings-title">Profile</h2>
      <Person me={shell.me} />
      <Appearance me={shell.me} />
      <Password />
      <Sessions />
    </>
  );
}
