import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";

import { count } from "../lib/words";
import { Button, Icon } from "./Basics";

/** Under the header while nothing reaches the server: what still works, what waits, and when it is tried again. */
export function Banner({ what, waiting, next, onTry }: { what: string; waiting: number; next: string; onTry: () => void }): ReactNode {
  const back = waiting > 0 ? ` ${count(waiting, "message")} ${waiting === 1 ? "goes" : "go"} out when the connection is back.` : "";
  return (
    <div className="banner" role="status">
      <Icon of={CloudOff} />
      <p><b>{what}</b> You can read and write.{back}</p>
      <span className="banner-next">
        <span aria-hidden="true">{next}</span>
        <Button small onClick={onTry}>Try now</Button>
      </span>
    </div>
  );
}
