import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import { Icon } from "../../parts/Basics";
import type { MenuProps } from "../../parts/MenuPlace";
import { Menu, MenuSurface } from "../../parts/MenuSurface";

export interface Tool {
  name: string;
  icon: LucideIcon;
  act: () => void;
}

/** What can be added to a message, and on a phone what there is no room for beside the field. */
export default function MoreTools({ tools, ...rest }: MenuProps & { tools: readonly Tool[] }): ReactNode {
  return (
    <MenuSurface {...rest} side="top">
      {tools.map(({ name, icon, act }) => <Menu.Item key={name} className="menu-item" onSelect={act}><Icon of={icon} /><span className="cut">{name}</span></Menu.Item>)}
    </MenuSurface>
  );
}
