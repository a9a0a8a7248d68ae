import { File, FileSpreadsheet, FileText, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

import type { FileDetails, Message } from "../../api/types";
import { sizeWords } from "../../lib/format";
import { Icon } from "../../parts/Basics";
import { usePlace } from "./context";

const WIDEST = 400;
const HIGHEST = 300;

export function fileUrl(file: FileDetails): string {
  return `/api/v1/files/${file.file_id}`;
}

/** The box that a picture takes, known before it is there: nothing moves when it comes. */
export function boxOf(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, WIDEST / width, HIGHEST / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function glyphOf(type: string): LucideIcon {
  if (/csv|excel|spreadsheet/u.test(type)) return FileSpreadsheet;
  return /^text\/|pdf|word|document/u.test(type) ? FileText : File;
}

/** A picture in its reserved box, or a file by name and size. */
export function Attachment({ message, file }: { message: Message; file: FileDetails }): ReactNode {
  const { actions } = usePlace();
  if (file.width && file.height && file.content_type.startsWith("image/")) {
    const box = boxOf(file.width, file.height);
    return (
      <button type="button" className="picture" style={{ width: box.width, aspectRatio: `${String(box.width)} / ${String(box.height)}` }}
        aria-label={`Show ${file.name}`} onClick={() => { actions.showImage(message); }}>
        <img src={file.has_thumbnail ? `${fileUrl(file)}/thumbnail` : fileUrl(file)} alt="" width={box.width} height={box.height} loading="lazy" decoding="async" />
      </button>
    );
  }
  return (
    <a className="file" href={fileUrl(file)} download={file.name}>
      <span className="glyph small"><Icon of={glyphOf(file.content_type)} size={20} /></span>
      <span className="file-words">
        <b className="cut">{file.name}</b>
        <span>{sizeWords(file.size)}</span>
      </span>
    </a>
  );
}
