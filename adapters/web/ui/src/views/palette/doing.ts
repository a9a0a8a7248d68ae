import { useNavigate } from "react-router";

import { useCreateChannel } from "../../api/channels";
import type { Found } from "../../api/search";
import { fillComposer } from "../../lib/fill";
import { openOverlay } from "../../lib/overlay";
import { sentence } from "../../lib/words";
import { useLive } from "../../live/context";
import type { Item } from "./items";
import { keepRecent } from "./recent";

interface Place {
  workspaceId: string;
  channelId: string | null;
  onClose: () => void;
  turnTheme: () => void;
}

export interface Doing {
  run: (item: Item) => void;
  /** Opens the composer with the command filled in, for its arguments. */
  write: (item: Item) => void;
  open: (found: Found) => void;
  fault: string | null;
}

/** What choosing a row does. A command goes through the channel like one that was typed; what needs arguments is only written. */
export function useDoing({ workspaceId, channelId, onClose, turnTheme }: Place): Doing {
  const navigate = useNavigate();
  const live = useLive();
  const go = (to: string): void => {
    onClose();
    void navigate(to);
  };
  const direct = useCreateChannel();
  const write = (item: Item): void => {
    if (item.does.kind !== "write" || channelId === null) return;
    keepRecent(workspaceId, item.id);
    go(`/w/${workspaceId}/c/${channelId}`);
    fillComposer(channelId, item.does.text);
  };
  const send = (text: string): void => {
    if (channelId === null) return;
    go(`/w/${workspaceId}/c/${channelId}`);
    live.send(channelId, text.trim());
  };
  const run = (item: Item): void => {
    const { does } = item;
    keepRecent(workspaceId, item.id);
    switch (does.kind) {
      case "go":
        go(does.to);
        break;
      case "direct":
        direct.mutate({ type: "dm", member_user_ids_array: [does.userId] }, { onSuccess: (channel) => { go(`/w/${workspaceId}/c/${channel.id}`); } });
        break;
      case "write":
        if (does.isWhole) send(does.text);
        else write(item);
        break;
      case "overlay":
        openOverlay(does.what === "ask" ? { kind: "ask", channelId: null } : { kind: does.what });
        break;
      case "theme":
        turnTheme();
        onClose();
        break;
    }
  };
  const open = ({ channel_id, message }: Found): void => { go(`/w/${workspaceId}/c/${channel_id}?m=${message.id}`); };
  return { run, write, open, fault: direct.error ? sentence(direct.error) : null };
}
