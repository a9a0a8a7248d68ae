import { type FormEvent, type ReactNode, useState } from "react";

import { type Secret, useForgetSecret, usePutSecret, useSecrets } from "../../api/secrets";
import { useNow } from "../../lib/media";
import { ago } from "../../lib/times";
import { faultOf, sentence } from "../../lib/words";
import { Button, Field } from "../../parts/Basics";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";
import type { Shell } from "../WorkspaceShell";
import { Kept, Part } from "./Part";

const LOOK_MS = 60_000;
const NAME = /^[a-z][a-z0-9_]{0,59}$/u;

function Row({ one, shell, now }: { one: Secret; shell: Shell; now: Date }): ReactNode {
  const forget = useForgetSecret(shell.workspace.id);
  const used = one.used_by_array.length > 0 ? `Used by ${new Intl.ListFormat("en").format(one.used_by_array)}.` : "Not used.";
  return (
    <li className="settings-row">
      <div>
        <p><code>{one.name}</code></p>
        <p className="settings-under">{used} Saved <time dateTime={one.updated_at}>{ago(new Date(one.updated_at), now)}</time>.</p>
        {forget.error ? <p className="fault" role="alert">{sentence(forget.error)}</p> : null}
      </div>
      <Button small busy={forget.isPending} aria-label={`Forget ${one.name}`} onClick={() => { forget.mutate(one.name); }}>Forget</Button>
    </li>
  );
}

function AddSecret({ shell }: { shell: Shell }): ReactNode {
  const put = usePutSecret(shell.workspace.id);
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [isChecked, setChecked] = useState(false);
  const wrong = isChecked && !NAME.test(name) ? "a to z, 0 to 9 and _, beginning with a letter." : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (!NAME.test(name)) return;
    put.mutate({ name, value }, { onSuccess: () => {
      setName("");
      setValue("");
      setChecked(false);
    } });
  };
  const isPlaced = faultOf(put.error, "name") !== null || faultOf(put.error, "value") !== null;
  return (
    <form className="settings-form" noValidate onSubmit={submit}>
      <Field label="Name" autoComplete="off" value={name} hint="As agents name it, such as mail_server. An existing name gets the new value." fault={wrong ?? faultOf(put.error, "name")} onChange={(event) => { setName(event.target.value.trim()); }} />
      <Field label="Secret" type="password" autoComplete="off" value={value} fault={faultOf(put.error, "value")} onChange={(event) => { setValue(event.target.value); }} />
      <Kept error={isPlaced ? null : put.error} isKept={put.isSuccess && value === ""} words="Saved">
        <Button type="submit" look="ink" busy={put.isPending}>Save secret</Button>
      </Kept>
    </form>
  );
}

/** What agents sign in with elsewhere: saved and replaced here, named in their settings, read back by nobody. */
export function Secrets({ shell }: { shell: Shell }): ReactNode {
  const may = shell.workspace.role === "owner" || shell.workspace.role === "admin";
  const found = useSecrets(shell.workspace.id, may);
  const now = new Date(useNow(LOOK_MS));
  if (!may) return <><h2 className="settings-title">Secrets</h2><p className="settings-under">An owner or an admin manages them.</p></>;
  return (
    <>
      <h2 className="settings-title">Secrets</h2>
      <Part title="Saved secrets" under="Keys and passwords that agents sign in with elsewhere. They are named in an agent's settings, as secret_ref: NAME; nobody can read one back.">
        {found.data === undefined && found.error === null ? <ListBones rows={2} /> : null}
        {found.data === undefined && found.error ? <Notice title="The secrets could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} /> : null}
        {found.data?.length === 0 ? <p className="settings-under">None yet. Add one below, then name it where an agent asks for a key or a mail server.</p> : null}
        <ul className="settings-list">{found.data?.map((one) => <Row key={one.name} one={one} shell={shell} now={now} />)}</ul>
      </Part>
      <Part title="Add a secret"><AddSecret shell={shell} /></Part>
    </>
  );
}
