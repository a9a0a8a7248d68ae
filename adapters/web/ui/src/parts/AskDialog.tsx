import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useNavigate } from "react-router";

import { usePeople } from "../api/members";
import { useAsk } from "../api/proposals";
import { useChannels } from "../api/queries";
import type { Channel } from "../api/types";
import { isPlaced, sentence } from "../lib/words";
import { EMPTY_FORM, faultsOf, type Form, questionOf, quorumFault } from "./asking";
import { Button, Field, Icon, IconButton } from "./Basics";
import { Dialog } from "./Dialog";
import { Check, SelectField, TextField } from "./Fields";
import { Narrowed } from "./Narrowed";

const MOST_ROWS = 20;

type Set = (change: Partial<Form>) => void;

/** What whoever decides has to know, by name and value. */
function Rows({ form, set, fault }: { form: Form; set: Set; fault: string | undefined }): ReactNode {
  const change = (at: number, part: Partial<Form["rows"][number]>): void => {
    set({ rows: form.rows.map((row, other) => (other === at ? { ...row, ...part } : row)) });
  };
  return (
    <fieldset className="ask-rows">
      <legend>What to know</legend>
      {form.rows.map((row, at) => (
        <div className="ask-row" key={at}>
          <input aria-label={`Name of row ${String(at + 1)}`} placeholder="Cost" maxLength={80} value={row.name} onChange={(event) => { change(at, { name: event.target.value }); }} />
          <input aria-label={`Value of row ${String(at + 1)}`} placeholder="120.00" maxLength={2_000} value={row.value} onChange={(event) => { change(at, { value: event.target.value }); }} />
          <IconButton label={`Remove row ${String(at + 1)}`} icon={Trash2} onClick={() => { set({ rows: form.rows.filter((_, other) => other !== at) }); }} />
        </div>
      ))}
      {fault ? <p className="field-note fault">{fault}</p> : null}
      <Check label="Whoever approves may change these" checked={form.mayEdit} onChange={(event) => { set({ mayEdit: event.target.checked }); }} />
      {form.rows.length < MOST_ROWS ? <Button small look="quiet" onClick={() => { set({ rows: [...form.rows, { name: "", value: "" }] }); }}><Icon of={Plus} size={14} />Add a row</Button> : null}
    </fieldset>
  );
}

function People({ form, set, workspaceId, fault }: { form: Form; set: Set; workspaceId: string; fault: string | undefined }): ReactNode {
  const people = usePeople(workspaceId).data?.filter((one) => one.role !== "guest") ?? [];
  return (
    <fieldset className="checks">
      <legend>Who</legend>
      <Narrowed label="Find somebody" all={people}>
        {(shown) => shown.map((one) => (
          <Check key={one.user_id} label={one.name} checked={form.named.includes(one.user_id)}
            onChange={(event) => { set({ named: event.target.checked ? [...form.named, one.user_id] : form.named.filter((id) => id !== one.user_id) }); }} />
        ))}
      </Narrowed>
      {fault ? <p className="field-note fault">{fault}</p> : null}
    </fieldset>
  );
}

function Deciding({ form, set, faults, workspaceId }: { form: Form; set: Set; faults: ReturnType<typeof faultsOf>; workspaceId: string }): ReactNode {
  return (
    <>
      <div className="field-pair">
        <Field label="Button to approve" maxLength={80} value={form.yes} fault={faults.yes ?? null} onChange={(event) => { set({ yes: event.target.value }); }} />
        <Field label="Button to refuse" maxLength={80} value={form.no} fault={faults.no ?? null} onChange={(event) => { set({ no: event.target.value }); }} />
      </div>
      <div className="field-pair">
        <SelectField label="Who decides" value={form.who} onChange={(event) => { set({ who: event.target.value as Form["who"] }); }}>
          <option value="member">Any member</option>
          <option value="admin">An owner or admin</option>
          <option value="owner">An owner</option>
          <option value="named">People I name, and owners and admins</option>
        </SelectField>
        <Field label="How many have to agree" inputMode="numeric" value={form.quorum} fault={faults.quorum ?? null} onChange={(event) => { set({ quorum: event.target.value }); }} />
      </div>
      {form.who === "named" ? <People form={form} set={set} workspaceId={workspaceId} fault={faults.named} /> : null}
      <Check label="It costs money or leaves the workspace" hint="Owners, admins and whom you name decide, and approve with two presses" checked={form.isHigh} onChange={(event) => { set({ isHigh: event.target.checked }); }} />
      <div className="field-pair">
        <SelectField label="Time to decide" value={form.hours} onChange={(event) => { set({ hours: event.target.value }); }}>
          <option value="1">1 hour</option>
          <option value="4">4 hours</option>
          <option value="24">1 day</option>
          <option value="72">3 days</option>
          <option value="168">1 week</option>
          <option value="">No end</option>
        </SelectField>
        <SelectField label="If nobody decides" value={form.hours === "" ? "nothing" : form.otherwise} disabled={form.hours === ""}
          onChange={(event) => { set({ otherwise: event.target.value as Form["otherwise"] }); }}>
          <option value="nothing">Nothing happens</option>
          <option value="no">The answer is “{form.no.trim() || "Reject"}”</option>
        </SelectField>
      </div>
    </>
  );
}

function Where({ channels, value, set }: { channels: readonly Channel[]; value: string; set: (id: string) => void }): ReactNode {
  return (
    <SelectField label="Where" hint="Its members see the question and the answer" value={value} onChange={(event) => { set(event.target.value); }}>
      {channels.map((one) => <option key={one.id} value={one.id}>{one.type === "dm" ? one.name : `#${one.name}`}</option>)}
    </SelectField>
  );
}

/** Asks the members of a channel for a decision. */
export function AskDialog({ workspaceId, channelId, onClose }: { workspaceId: string; channelId: string | null; onClose: () => void }): ReactNode {
  const channels = useChannels(workspaceId).data ?? [];
  const [form, setForm] = useState(EMPTY_FORM);
  const [where, setWhere] = useState(channelId);
  const [wasTried, setTried] = useState(false);
  const ask = useAsk();
  const navigate = useNavigate();
  const set: Set = (change) => { setForm((old) => ({ ...old, ...change })); };
  const refused = quorumFault(ask.error, ask.variables?.asking, form);
  const faults = { ...(refused === null ? {} : { quorum: refused }), ...(wasTried ? faultsOf(form) : {}) };
  const place = where ?? channels[0]?.id ?? "";
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faultsOf(form)).length > 0 || place === "") return;
    ask.mutate({ channelId: place, asking: questionOf(form, new Date()) }, {
      onSuccess: (message) => {
        onClose();
        void navigate(`/w/${workspaceId}/c/${message.channel_id}`);
      },
    });
  };
  return (
    <Dialog title="Ask for a decision" onClose={onClose}>
      <form className="dialog-form" noValidate onSubmit={submit}>
        <div className="dialog-body">
          {ask.error && !isPlaced(ask.error, ["quorum"]) ? <p className="form-fault" role="alert">{sentence(ask.error)}</p> : null}
          <Field label="What will happen" hint="One sentence, with the number of people or the amount" autoFocus maxLength={300} value={form.title} fault={faults.title ?? null}
            onChange={(event) => { set({ title: event.target.value }); }} />
          <TextField label="Why" maxLength={16_000} value={form.why} onChange={(event) => { set({ why: event.target.value }); }} />
          <Rows form={form} set={set} fault={faults.rows} />
          <Deciding form={form} set={set} faults={faults} workspaceId={workspaceId} />
          <Where channels={channels} value={place} set={setWhere} />
        </div>
        <footer className="dialog-foot">
          <Button look="quiet" onClick={onClose}>Cancel</Button>
          <Button type="submit" look="ink" busy={ask.isPending}>Ask</Button>
        </footer>
      </form>
    </Dialog>
  );
}
