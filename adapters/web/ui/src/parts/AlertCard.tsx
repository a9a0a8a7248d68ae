import { ExternalLink, Info, OctagonAlert, ShoppingBag, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";

import type { Alert } from "../api/types";
import { Icon } from "./Basics";

const LINES = 4;
const LOOK = {
  info: { glyph: Info, tone: "accent", word: null },
  warning: { glyph: TriangleAlert, tone: "warn", word: "Warning" },
  critical: { glyph: OctagonAlert, tone: "bad", word: "Critical" },
} as const;

/** Only addresses that a browser opens as a page. */
function isSafe(url: string): boolean {
  return /^(https?:\/\/|\/(?!\/))/iu.test(url);
}

/** Something an agent found worth a look: subject, why, how much; at most four lines; what helps to judge; at most two ways on. */
export function AlertCard({ alert, alike = 0 }: { alert: Alert; alike?: number }): ReactNode {
  const [open, setOpen] = useState(false);
  const { glyph, tone, word } = LOOK[alert.level] ?? LOOK.info;
  const fields = alert.fields ?? [];
  const shown = open ? fields : fields.slice(0, LINES);
  const links = (alert.links ?? []).filter((link) => isSafe(link.url)).slice(0, 2);
  const foot = alert.foot_text ?? "";
  const isOrder = alert.level === "info" && /order/iu.test(alert.title);
  return (
    <section className={`card alert ${alert.level}`} aria-label={alert.title}>
      <header className="card-head">
        <span className={`card-glyph ${tone}`}><Icon of={isOrder ? ShoppingBag : glyph} /></span>
        <h3>{alert.title}</h3>
        {word ? <span className={`tag ${tone}`}>{word}</span> : null}
        {alert.reason_text ? <span className={`tag ${word ? "" : tone}`}>{alert.reason_text}</span> : null}
        {alike > 0 ? <span className="tag">{alike} alike</span> : null}
        {alert.amount_text ? <strong className="card-amount">{alert.amount_text}</strong> : null}
      </header>
      {alert.text || fields.length > 0 ? (
        <div className="card-part">
          {alert.text ? <p>{alert.text}</p> : null}
          {shown.length > 0 ? (
            <dl>
              {shown.map((field, at) => (
                <div key={`${field.label}-${String(at)}`}>
                  <dt>{field.label}</dt>
                  <dd>{field.value}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          {fields.length > LINES ? (
            <button type="button" className="link" aria-expanded={open} onClick={() => { setOpen(!open); }}>
              {open ? "Show less" : `${String(fields.length - LINES)} more`}
            </button>
          ) : null}
        </div>
      ) : null}
      {foot || links.length > 0 ? (
        <footer className="card-foot">
          <span>{foot}</span>
          {links.map((link) => (
            <a key={link.url} className="button quiet small" href={link.url} target="_blank" rel="noopener noreferrer">
              {link.label}
              <Icon of={ExternalLink} size={14} />
            </a>
          ))}
        </footer>
      ) : null}
    </section>
  );
}
