import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";

import { request } from "../../api/client";
import type { Message } from "../../api/types";
import { sentence } from "../../lib/words";
import { IconButton } from "../../parts/Basics";

/** Answers in the thread of the message, without leaving the inbox. */
export function Reply({ message }: { message: Message }): ReactNode {
  const client = useQueryClient();
  const [text, setText] = useState("");
  const top = message.thread_id ?? message.id;
  const send = useMutation({
    mutationFn: (text_body: string) => request<Message>("POST", `/channels/${message.channel_id}/messages`, { content_type: "text", content_json: { text_body }, thread_id: top }),
    onSuccess: async () => {
      setText("");
      await client.invalidateQueries({ queryKey: ["replies-of", top] });
    },
  });
  const isEmpty = text.trim() === "";
  const go = (): void => { if (!isEmpty && !send.isPending) send.mutate(text.trim()); };
  const press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    go();
  };
  return (
    <div className="reply">
      <div className="composer">
        <textarea rows={1} value={text} placeholder="Reply in thread" aria-label="Reply in thread" onChange={(event) => { setText(event.target.value); }} onKeyDown={press} />
        <IconButton label="Send" icon={ArrowUp} className={isEmpty ? "send off" : "send"} aria-disabled={isEmpty || send.isPending} onClick={go} />
      </div>
      {send.error ? <p className="field-note fault" role="alert">{sentence(send.error)}</p> : null}
    </div>
  );
}
