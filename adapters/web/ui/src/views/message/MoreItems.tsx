import type { ReactNode } from "react";

import type { Message } from "../../api/types";
import { Icon } from "../../parts/Basics";
import type { MenuProps } from "../../parts/MenuPlace";
import { Menu, MenuSurface } from "../../parts/MenuSurface";
import { choicesOf } from "./choices";
import { usePlace } from "./context";

/** Everything else that can be done with a message. */
export default function MoreItems({ message, ...rest }: MenuProps & { message: Message }): ReactNode {
  const place = usePlace();
  return (
    <MenuSurface {...rest} align="end">
      {choicesOf(message, place).map((one) => (
        <Menu.Item key={one.action} className={one.danger ? "menu-item danger" : "menu-item"} onSelect={() => { place.actions[one.action](message); }}>
          <Icon of={one.icon} />
          <span className="cut">{one.label}</span>
          {one.key ? <kbd>{one.key}</kbd> : null}
        </Menu.Item>
      ))}
    </MenuSurface>
  );
}
