import type { ReactNode } from "react";

import { useDeleteMessage, useEdits } from "../../api/messages";
import type { Message } from "../../api/types";
import { fullTime } from "../../lib/format";
import { moment } from "../../lib/times";
import { sentence } from "../../lib/words";
import { Button } from "../../parts/Basics";
import { Dialog } from "../../parts/Dialog";
import { Markdown } from "../../parts/Markdown";
import { Cause } from "../../parts/Notice";
import type { Over } from "../list/useActions";
import { RowBones } from "../Waiting";
import { fileUrl } from "./Attachment";
import { usePlace } from "./context";

function Delete({ message, onClose }: { message: Message; onClose: () => void }): ReactNode {
  const { me } = usePlace();
  const remove = useDeleteMessage(message);
  const whose = message.sender_id === me.id ? "your message" : `the message of ${message.sender_name}`;
  return (
    <Dialog title={`Delete ${whose}`} onClose={onClose}>
      <p className="quoted">{message.content_json.text_body?.slice(0, 300) ?? "What it shows is taken from the channel."}</p>
      <p className="dialog-text">It is gone for everybody, and cannot be brought back.{message.reply_count > 0 ? " Its replies stay." : ""}</p>
      {remove.error ? <p className="fault" role="alert">{sentence(remove.error)}</p> : null}
      <footer className="dialog-foot">
        <Button onClick={onClose}>Keep it</Button>
        <Button className="danger" busy={remove.isPending} onClick={() => { remove.mutate(undefined, { onSuccess: onClose }); }}>Delete</Button>
      </footer>
    </Dialog>
  );
}

function Edits({ message, onClose }: { message: Message; onClose: () => void }): ReactNode {
  const edits = useEdits(message.id);
  const before = (edits.data ?? []).filter((one) => one.content_json?.text_body);
  return (
    <Dialog title="Earlier versions" onClose={onClose} className="wide">
      <ol className="versions">
        <li>
          <p className="version-head">Now</p>
          <Markdown text={message.content_json.text_body ?? ""} mentions={message.mentions_json_array} />
        </li>
        {before.map((one) => (
          <li key={one.seq}>
            <p className="version-head">Until <time dateTime={one.created_at} title={fullTime(new Date(one.created_at))}>{moment(new Date(one.created_at), new Date())}</time></p>
            <Markdown text={one.content_json?.text_body ?? ""} />
          </li>
        ))}
      </ol>
      {edits.isPending ? <RowBones rows={2} /> : null}
      {edits.error ? <Cause error={edits.error} /> : null}
    </Dialog>
  );
}

function Picture({ message, onClose }: { message: Message; onClose: () => void }): ReactNode {
  const file = message.content_json.file_details_json;
  if (!file) return null;
  return (
    <Dialog title={file.name} onClose={onClose} className="lightbox">
      <img src={fileUrl(file)} alt={file.name} width={file.width ?? undefined} height={file.height ?? undefined} />
      <footer className="dialog-foot"><a className="button" href={fileUrl(file)} download={file.name}>Download</a></footer>
    </Dialog>
  );
}

/** What lies over the page for one message: asks before it is deleted, shows what it was, its picture or its run. */
export default function OverMessage({ over, onClose }: { over: Over; onClose: () => void }): ReactNode {
  switch (over.kind) {
    case "delete": return <Delete message={over.message} onClose={onClose} />;
    case "edits": return <Edits message={over.message} onClose={onClose} />;
    case "image": return <Picture message={over.message} onClose={onClose} />;
  }
}
