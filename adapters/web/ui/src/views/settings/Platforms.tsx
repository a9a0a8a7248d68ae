import { Plug } from "lucide-react";
import type { ReactNode } from "react";

import { type Platform, useConnectPlatform, useInstall, usePlatforms } from "../../api/platforms";
import { platformName } from "../../lib/platforms";
import { sentence } from "../../lib/words";
import { Button, Icon } from "../../parts/Basics";
import { Notice } from "../../parts/Notice";
import { ListBones } from "../Page";
import type { Shell } from "../WorkspaceShell";
import { Part } from "./Part";

function stateOf(one: Platform): { word: string; tone: string } {
  if (!one.is_on) return { word: "off", tone: "" };
  return one.is_connected ? { word: "connected", tone: "ok" } : { word: "not connected", tone: "warn" };
}

function under(one: Platform): ReactNode {
  if (!one.is_on) return <>Whoever runs this installation turns it on with <code>{one.turned_on_by}</code>.</>;
  if (!one.is_connected) return "The installation has it; this workspace does not use it yet.";
  const where = one.accounts.length > 0 ? ` in ${one.accounts.join(", ")}` : "";
  return `Ready${where}. Link a channel in its details, or by /link channel there.`;
}

function Row({ one, shell, may }: { one: Platform; shell: Shell; may: boolean }): ReactNode {
  const connect = useConnectPlatform(shell.workspace.id);
  const install = useInstall(shell.workspace.id);
  const { word, tone } = stateOf(one);
  const name = platformName(one.platform);
  const fault = connect.error ?? install.error;
  const go = (): void => { install.mutate(one.platform, { onSuccess: ({ install_url }) => { window.location.assign(install_url); } }); };
  return (
    <li className="settings-row">
      <div>
        <p><b>{name}</b> <span className={`tag ${tone}`}>{word}</span></p>
        <p className="settings-under">{under(one)}</p>
        {fault ? <p className="fault" role="alert">{sentence(fault)}</p> : null}
      </div>
      {may && one.is_on ? (
        <span className="line">
          {one.is_installable ? <Button small busy={install.isPending} onClick={go}>{`Add to ${name}`}</Button> : null}
          {one.is_connected ? null : <Button small look="ink" busy={connect.isPending} onClick={() => { connect.mutate(one.platform); }}><Icon of={Plug} size={14} />Connect {name}</Button>}
        </span>
      ) : null}
    </li>
  );
}

/** The chat platforms that channels of this workspace can be mirrored to. */
export function Platforms({ shell }: { shell: Shell }): ReactNode {
  const found = usePlatforms(shell.workspace.id);
  const may = shell.workspace.role === "owner" || shell.workspace.role === "admin";
  return (
    <>
      <h2 className="settings-title">Platforms</h2>
      <Part title="Where this workspace talks" under={may ? "A channel and a place there become one conversation: messages, threads, files, commands and decisions." : "An owner or admin connects them."}>
        {found.data === undefined && found.error === null ? <ListBones rows={3} /> : null}
        {found.data === undefined && found.error ? <Notice title="The platforms could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} /> : null}
        <ul className="settings-list">{found.data?.map((one) => <Row key={one.platform} one={one} shell={shell} may={may} />)}</ul>
      </Part>
    </>
  );
}
