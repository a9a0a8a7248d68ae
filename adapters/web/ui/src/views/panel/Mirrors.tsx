import { Link2, TriangleAlert, Unlink } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Link } from "react-router";

import { type ChannelLink, type Platform, useLink, useLinks, usePlatforms, useUnlink } from "../../api/platforms";
import type { Channel } from "../../api/types";
import { placeWords, platformName } from "../../lib/platforms";
import { faultOf, sentence } from "../../lib/words";
import { Button, Field, Icon, IconButton } from "../../parts/Basics";
import { SelectField } from "../../parts/Fields";
import { Cause } from "../../parts/Notice";
import { RowBones } from "../Waiting";
import type { Shell } from "../WorkspaceShell";

function Row({ link, channel, may }: { link: ChannelLink; channel: Channel; may: boolean }): ReactNode {
  const unlink = useUnlink(channel.id);
  const mend = useLink(channel.id);
  const name = platformName(link.platform);
  const fault = unlink.error ?? mend.error;
  return (
    <li className="mirror">
      <div className="mirror-line">
        <Icon of={link.status === "broken" ? TriangleAlert : Link2} />
        <span className="cut"><b>{name}</b> <code>{link.external_channel_id}</code></span>
        {may ? <IconButton label={`End the link to ${name} ${link.external_channel_id}`} icon={Unlink} onClick={() => { unlink.mutate(link.id); }} /> : null}
      </div>
      {link.status === "broken" ? (
        <div className="mirror-broken">
          <p className="fault">Nothing crosses: {link.error_text}</p>
          {may ? <Button small busy={mend.isPending} onClick={() => { mend.mutate({ platform: link.platform, external_channel_id: link.external_channel_id }); }}>Try again</Button> : null}
        </div>
      ) : null}
      {fault ? <p className="fault" role="alert">{sentence(fault)}</p> : null}
    </li>
  );
}

function NewLink({ channel, platforms }: { channel: Channel; platforms: readonly Platform[] }): ReactNode {
  const [platform, setPlatform] = useState(platforms[0]?.platform ?? "");
  const [place, setPlace] = useState("");
  const link = useLink(channel.id);
  const words = placeWords(platform);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (place.trim() !== "") link.mutate({ platform, external_channel_id: place.trim() }, { onSuccess: () => { setPlace(""); } });
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <SelectField label="Platform" value={platform} onChange={(event) => { setPlatform(event.target.value); }}>
        {platforms.map((one) => <option key={one.platform} value={one.platform}>{platformName(one.platform)}</option>)}
      </SelectField>
      <Field label={words.label} hint={words.hint} value={place} maxLength={128} spellCheck={false} autoComplete="off"
        fault={faultOf(link.error, "external_channel_id") ?? (link.error ? sentence(link.error) : null)} onChange={(event) => { setPlace(event.target.value); }} />
      <p className="line"><Button small type="submit" look="ink" busy={link.isPending} disabled={place.trim() === ""}><Icon of={Link2} size={14} />Link this channel</Button></p>
    </form>
  );
}

/** "Slack", "Slack or Discord", "Slack, Discord or Telegram". */
function either(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;
}

function Adding({ shell, channel, command }: { shell: Shell; channel: Channel; command: string }): ReactNode {
  const found = usePlatforms(shell.workspace.id);
  const ready = found.data?.filter((one) => one.is_connected) ?? [];
  if (found.data === undefined) return found.error ? <Cause error={found.error} /> : <RowBones rows={1} />;
  if (ready.length === 0) {
    return <p>Connect Slack, Discord or Telegram under <Link to={`/w/${shell.workspace.id}/settings/platforms`}>Settings, Platforms</Link> first.</p>;
  }
  return (
    <>
      <p>Write <code>{command}</code> in the place on {either(ready.map((one) => platformName(one.platform)))}, or name the place here.</p>
      <NewLink channel={channel} platforms={ready} />
    </>
  );
}

/** Where else this conversation stands: the same messages, threads and decisions in both. */
export function Mirrors({ shell, channel }: { shell: Shell; channel: Channel }): ReactNode {
  const found = useLinks(channel.id);
  const may = shell.workspace.role === "owner" || shell.workspace.role === "admin";
  return (
    <section className="panel-part" aria-label="Also on" data-part="links">
      <h3>Also on</h3>
      {found.isPending ? <RowBones rows={1} /> : null}
      {found.error && found.data === undefined ? <Cause error={found.error} /> : null}
      {found.data?.length === 0 ? <p className="quiet">Here alone. Linked to a channel of Slack, Discord or Telegram, both are one conversation.</p> : null}
      <ul className="mirrors">{found.data?.map((one) => <Row key={one.id} link={one} channel={channel} may={may} />)}</ul>
      {may && found.data ? <Adding shell={shell} channel={channel} command={`/link channel ${channel.name}`} /> : null}
    </section>
  );
}
