import { Check, Copy, Unlink } from "lucide-react";
import type { ReactNode } from "react";

import { type Identity, useIdentities, useLinkCode, useUnlinkIdentity } from "../../api/platforms";
import { useCopy } from "../../lib/copy";
import { platformName } from "../../lib/platforms";
import { moment } from "../../lib/times";
import { sentence } from "../../lib/words";
import { Button, Icon } from "../../parts/Basics";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";
import { Part } from "./Part";

function Row({ identity }: { identity: Identity }): ReactNode {
  const unlink = useUnlinkIdentity();
  const name = platformName(identity.platform);
  return (
    <li className="settings-row">
      <div>
        <p><b>{name}</b> <bdi>{identity.name}</bdi></p>
        <p className="settings-under">{identity.linked_at ? `Yours since ${moment(new Date(identity.linked_at), new Date())}` : null}</p>
        {unlink.error ? <p className="fault" role="alert">{sentence(unlink.error)}</p> : null}
      </div>
      <Button small look="quiet" busy={unlink.isPending} aria-label={`Let go of ${identity.name} on ${name}`} onClick={() => { unlink.mutate(identity.id); }}><Icon of={Unlink} size={14} />Let go</Button>
    </li>
  );
}

function NewCode(): ReactNode {
  const make = useLinkCode();
  const { copied, copyText } = useCopy();
  const command = make.data ? `/link account ${make.data.code}` : null;
  return (
    <Part title="Link an account" under="Then you give commands, decide proposals and write under your own name there too.">
      <ol className="settings-steps">
        <li>Make a code here.</li>
        <li>Send the command below to the bot on Slack, Discord or Telegram.</li>
      </ol>
      {command ? (
        <div className="settings-code">
          <code>{command}</code>
          <Button small onClick={() => { copyText(command); }}><Icon of={copied ? Check : Copy} size={14} />{copied ? "Copied" : "Copy"}</Button>
        </div>
      ) : null}
      {make.data ? <p className="settings-under">Good once, until {moment(new Date(make.data.expires_at), new Date())}.</p> : null}
      <div className="settings-keep">
        <Button look={command ? "outline" : "ink"} busy={make.isPending} onClick={() => { make.mutate(undefined); }}>{command ? "Make another code" : "Make a code"}</Button>
        {make.error ? <span className="fault" role="alert">{sentence(make.error)}</span> : null}
      </div>
    </Part>
  );
}

/** Which accounts on platforms are one's own. */
export function Accounts(): ReactNode {
  const found = useIdentities();
  return (
    <>
      <h2 className="settings-title">Connected accounts</h2>
      <Part title="Yours">
        {found.data === undefined && found.error === null ? <ListBones rows={2} /> : null}
        {found.data === undefined && found.error ? <Notice title="Your accounts could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} /> : null}
        {found.data?.length === 0 ? <p className="settings-under">None yet. On Slack, Discord and Telegram you are nobody until you link your account.</p> : null}
        <ul className="settings-list">{found.data?.map((one) => <Row key={one.id} identity={one} />)}</ul>
      </Part>
      <NewCode />
    </>
  );
}
