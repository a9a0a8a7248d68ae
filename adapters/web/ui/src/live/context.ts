import { createContext, useContext, useSyncExternalStore } from "react";

import type { Status } from "./connection";
import type { Live } from "./live";

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error("used outside of a workspace");
  return live;
}

/** The state of the live connection, as it changes. */
export function useStatus(): Status {
  const { connection } = useLive();
  return useSyncExternalStore(connection.watch, connection.status);
}
