import { FileText, ImageIcon, RotateCw, TriangleAlert, X } from "lucide-react";
import { type ReactNode, useState } from "react";

import { bytes } from "../../lib/bytes";
import { Icon, IconButton } from "../../parts/Basics";
import type { Upload } from "./uploads";

/** A picture of the file, or what stands for one where the browser cannot draw it. */
function Preview({ upload }: { upload: Upload }): ReactNode {
  const [broken, setBroken] = useState(false);
  if (upload.state === "failed") return <span className="tray-glyph fault"><Icon of={TriangleAlert} /></span>;
  if (upload.preview !== null && !broken) {
    return <img className="tray-glyph" src={upload.preview} alt="" onError={() => { setBroken(true); }} />;
  }
  return <span className="tray-glyph"><Icon of={upload.preview === null ? FileText : ImageIcon} /></span>;
}

function stateOf(upload: Upload): string {
  if (upload.state === "failed") return upload.cause ?? "This could not be sent.";
  return upload.state === "ready" ? bytes(upload.size) : `${String(Math.floor(upload.progress * 100))}% of ${bytes(upload.size)}`;
}

interface TrayProps {
  uploads: readonly Upload[];
  onRemove: (id: string) => void;
  onRetry: (id: string) => void;
}

/** The files that go with the message: name, size, how far each has come, and why one cannot go. */
export function TrayView({ uploads, onRemove, onRetry }: TrayProps): ReactNode {
  if (uploads.length === 0) return null;
  return (
    <ul className="tray" aria-label="Files to send">
      {uploads.map((upload) => (
        <li key={upload.id} className={`tray-file ${upload.state}`}>
          <Preview upload={upload} />
          <span className="tray-words">
            <b className="cut" title={upload.name}>{upload.name}</b>
            <span className={upload.state === "failed" ? "fault" : ""}>{stateOf(upload)}</span>
          </span>
          {upload.state === "failed" && upload.canRetry ? (
            <IconButton label={`Send ${upload.name} again`} icon={RotateCw} onClick={() => { onRetry(upload.id); }} />
          ) : null}
          <IconButton label={upload.state === "sending" ? `Stop sending ${upload.name}` : `Remove ${upload.name}`} icon={X} onClick={() => { onRemove(upload.id); }} />
          {upload.state === "sending" ? (
            <span className="tray-progress" role="progressbar" aria-label={upload.name} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.floor(upload.progress * 100)}>
              <span style={{ inlineSize: `${String(upload.progress * 100)}%` }} />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
