import { type ReactNode, useEffect, useState } from "react";

import type { Message } from "../api/types";
import { prose } from "../lib/prose";
import { count } from "../lib/words";
import { useLive } from "../live/context";
import { alertOf } from "../live/rows";

const EVERY = 2_000;

function words(message: Message): string {
  const alert = alertOf(message);
  const text = alert === null ? prose(message.content_json.text_body ?? "") : [alert.title, alert.reason_text, alert.amount_text, alert.text].filter(Boolean).join(", ");
  return `${message.sender_name}: ${text.slice(0, 120)}`;
}

/** Tells a screen reader what arrives: at most one announcement in 2 s, summed up beyond; critical alerts at once. */
export function Announcer(): ReactNode {
  const live = useLive();
  const [polite, setPolite] = useState("");
  const [urgent, setUrgent] = useState("");
  useEffect(() => {
    let heard: Message[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      const [first] = heard;
      if (first === undefined) return;
      setPolite(heard.length === 1 ? words(first) : count(heard.length, "new message"));
      heard = [];
      timer = setTimeout(tell, EVERY);
    };
    const stop = live.hear((message) => {
      if (alertOf(message)?.level === "critical") setUrgent(words(message));
      else heard.push(message);
      timer ??= setTimeout(tell, 50);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [live]);
  return (
    <>
      <div className="unseen" role="status" aria-live="polite">{polite}</div>
      <div className="unseen" role="alert" aria-live="assertive">{urgent}</div>
    </>
  );
}
