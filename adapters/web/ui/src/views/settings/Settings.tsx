import "../../styles/settings.css";

import { Bell, House, KeyRound, Link2, type LucideIcon, Plug, Send, UserRound, Users } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Navigate, NavLink, useOutletContext, useParams } from "react-router";

import { Icon } from "../../parts/Basics";
import { Page } from "../Page";
import type { Shell } from "../WorkspaceShell";
import { Accounts } from "./Accounts";
import { Deliveries } from "./Deliveries";
import { Members } from "./Members";
import { NotificationSettings } from "./Notifications";
import { Platforms } from "./Platforms";
import { Profile } from "./Profile";
import { Secrets } from "./Secrets";
import { WorkspaceSettings } from "./Workspace";

interface Part {
  name: string;
  icon: LucideIcon;
  view: (props: { shell: Shell }) => ReactNode;
}

const YOURS: Record<string, Part> = {
  profile: { name: "Profile", icon: UserRound, view: Profile },
  notifications: { name: "Notifications", icon: Bell, view: NotificationSettings },
  accounts: { name: "Connected accounts", icon: Link2, view: Accounts },
};
const SHARED: Record<string, Part> = {
  workspace: { name: "General", icon: House, view: WorkspaceSettings },
  members: { name: "Members and roles", icon: Users, view: Members },
  platforms: { name: "Platforms", icon: Plug, view: Platforms },
  secrets: { name: "Secrets", icon: KeyRound, view: Secrets },
  deliveries: { name: "Deliveries", icon: Send, view: Deliveries },
};

function Group({ name, parts, root }: { name: string; parts: Record<string, Part>; root: string }): ReactNode {
  return (
    <div>
      <h2>{name}</h2>
      <ul>
        {Object.entries(parts).map(([path, part]) => (
          <li key={path}><NavLink className="settings-link" to={`${root}/${path}`}><Icon of={part.icon} />{part.name}</NavLink></li>
        ))}
      </ul>
    </div>
  );
}

/** What can be set: of oneself, and of the workspace. */
export default function Settings(): ReactNode {
  const shell = useOutletContext<Shell>();
  const { part: named = "" } = useParams();
  const root = `/w/${shell.workspace.id}/settings`;
  const part = YOURS[named] ?? SHARED[named];
  if (part === undefined) return <Navigate to={`${root}/profile`} replace />;
  return <Chosen key={named} shell={shell} part={part} root={root} />;
}

function Chosen({ shell, part, root }: { shell: Shell; part: Part; root: string }): ReactNode {
  const View = part.view;
  const nav = useRef<HTMLElement>(null);
  // Where they stand in one line, the chosen one may lie beyond its end.
  useEffect(() => { nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }); }, []);
  return (
    <Page shell={shell} title={`${part.name}, settings`} head={<h1>Settings</h1>}>
      <div className="settings">
        <nav ref={nav} className="settings-nav" aria-label="Settings">
          <Group name="You" parts={YOURS} root={root} />
          <Group name={shell.workspace.name} parts={SHARED} root={root} />
        </nav>
        <div className="view" data-region="messages" tabIndex={0}>
          <div className="settings-page"><View shell={shell} /></div>
        </div>
      </div>
    </Page>
  );
}
