import { Activity, Archive, BookOpen, Pause, Play } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import type { Configuration } from "../../api/agents";
import { Icon } from "../../parts/Basics";
import type { MenuProps } from "../../parts/MenuPlace";
import { Menu, MenuSurface } from "../../parts/MenuSurface";

interface Props extends MenuProps {
  one: Configuration;
  may: boolean;
  turn: (status: "active" | "inactive") => void;
  archive: () => void;
}

/** What else can be done with an agent. */
export default function MoreItems({ one, may, turn, archive, ...rest }: Props): ReactNode {
  const navigate = useNavigate();
  const at = `/w/${one.workspace_id}`;
  const isOn = one.status === "active";
  return (
    <MenuSurface align="end" {...rest}>
      <Menu.Item className="menu-item" onSelect={() => void navigate(`${at}/runs?agent=${one.id}`)}><Icon of={Activity} />Its runs</Menu.Item>
      <Menu.Item className="menu-item" onSelect={() => void navigate(`${at}/agents/about/${one.agent_definition_id}`)}><Icon of={BookOpen} />About this agent</Menu.Item>
      {may ? (
        <>
          <Menu.Separator className="menu-line" />
          <Menu.Item className="menu-item" onSelect={() => { turn(isOn ? "inactive" : "active"); }}><Icon of={isOn ? Pause : Play} />{isOn ? "Pause" : "Resume"}</Menu.Item>
          <Menu.Item className="menu-item" onSelect={archive}><Icon of={Archive} />Archive</Menu.Item>
        </>
      ) : null}
    </MenuSurface>
  );
}
