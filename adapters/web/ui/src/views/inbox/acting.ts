import { useNavigate } from "react-router";

import { type Notice, type NoticeChange, useChangeNotice } from "../../api/notices";
import { toast } from "../../lib/toast";
import { moment } from "../../lib/times";
import { sentence } from "../../lib/words";

export interface Acting {
  read: (notice: Notice) => void;
  unread: (notice: Notice) => void;
  done: (notice: Notice) => void;
  snooze: (notice: Notice, until: Date) => void;
  acknowledge: (notice: Notice) => void;
  open: (notice: Notice) => void;
}

/** Where a notification leads: its message in its channel, with the thread it stands in. */
export function placeOf(notice: Notice): string | null {
  const home = `/w/${notice.workspace_id}`;
  if (notice.channel_id === null) return null;
  const thread = notice.thread_id === null ? "" : `&thread=${notice.thread_id}`;
  return notice.message_id === null ? `${home}/c/${notice.channel_id}` : `${home}/c/${notice.channel_id}?m=${notice.message_id}${thread}`;
}

/** Whether it has to be acknowledged before it leaves the top. */
export function isPressing(notice: Notice): boolean {
  return notice.level === "critical" && notice.acknowledged_at === null;
}

/** What can be done with a notification. What takes it out of sight says so, and can be taken back. */
export function useActing(workspaceId: string): Acting {
  const { mutate } = useChangeNotice(workspaceId);
  const navigate = useNavigate();
  const change = (notice: Notice, wanted: NoticeChange): void => {
    mutate({ notice, change: wanted }, { onError: (error) => { toast(sentence(error)); } });
  };
  return {
    read: (notice) => { if (notice.read_at === null) change(notice, { is_read: true }); },
    unread: (notice) => { change(notice, { is_read: false }); },
    done: (notice) => {
      change(notice, { is_done: true });
      toast("Done", () => { change(notice, { is_done: false }); });
    },
    snooze: (notice, until) => {
      change(notice, { snoozed_until: until.toISOString() });
      toast(`Back at ${moment(until, new Date())}`, () => { change(notice, { snoozed_until: null }); });
    },
    acknowledge: (notice) => { change(notice, { is_acknowledged: true }); },
    open: (notice) => {
      const place = placeOf(notice);
      if (place === null) return;
      if (notice.read_at === null) change(notice, { is_read: true });
      void navigate(place);
    },
  };
}
