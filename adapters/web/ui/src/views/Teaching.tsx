import { BellRing, Hash } from "lucide-react";
import type { ReactNode } from "react";

import type { Channel } from "../api/types";
import { Icon } from "../parts/Basics";

/** What will stand in a channel that has no messages yet, and the one step that puts something there. */
export function Teaching({ channel }: { channel: Channel }): ReactNode {
  if (channel.name === "alerts") {
    return (
      <div className="teaching">
        <span className="teaching-glyph"><Icon of={BellRing} size={20} /></span>
        <h2>Alerts arrive here</h2>
        <p>When an order of your shop deserves a look, an agent posts it here within a second. Connect a shop to begin, or see it with sample orders: run this where IONFLUX runs.</p>
        <code className="command">ionflux demo</code>
      </div>
    );
  }
  return (
    <div className="teaching">
      <span className="teaching-glyph"><Icon of={Hash} size={20} /></span>
      <h2>#{channel.name} is empty</h2>
      <p>Everyone in the workspace reads what is written here. Write the first message below.</p>
    </div>
  );
}
