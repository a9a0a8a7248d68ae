import { SlidersHorizontal } from "lucide-react";
import { lazy, type ReactNode } from "react";

import { usePresence } from "../../api/people";
import type { Me } from "../../api/types";
import { useLive } from "../../live/context";
import { IconButton } from "../../parts/Basics";
import { MenuPlace } from "../../parts/MenuPlace";
import { ThemeButton } from "../Enter";
import { Face } from "./Face";

const YouItems = lazy(() => import("./YouItems"));

/** Who is signed in, and what they can do about themselves. */
export function You({ me }: { me: Me }): ReactNode {
  const status = usePresence(useLive().workspaceId, [me.user.id])[me.user.id] ?? "gone";
  return (
    <div className="side-foot">
      <Face id={me.user.id} name={me.user.name} status={status} size={28} />
      <span className="cut"><bdi>{me.user.name}</bdi></span>
      <ThemeButton />
      <MenuPlace button={(it) => <IconButton label="You" icon={SlidersHorizontal} {...it} />} menu={(it) => <YouItems {...it} isAway={status === "away"} />} />
    </div>
  );
}
