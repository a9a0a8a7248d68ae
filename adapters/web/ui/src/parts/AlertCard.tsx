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

function Head({ alert, alike }: { alert: Alert; alike: number }): ReactNode {
  const { glyph, tone, word } = LOOK[alert.level] ?? LOOK.info;
  const isOrder = word === null && /order/iu.test(alert.title);
  return (
    <header className="card-head">
      <span className={`card-glyph ${tone}`}><Icon of={isOrder ? ShoppingBag : glyph} /></span>
      <h2>{alert.title}</h2>
      {word ? <span className={`tag ${tone}`}>{word}</span> : null}
      {alert.reason_text ? <span className={`tag ${word ? "" : tone}`}>{alert.reason_text}</span> : null}
      {alike > 0 ? <span className="tag">{alike} alike</span> : null}
      {alert.amount_text ? <strong className="card-amount">{alert.amount_text}</strong> : null}
    </header>
  );
}

function Detail({ alert }: { alert: Alert }): ReactNode {
  const [open, setOpen] = useState(false);
  const fields = alert.fields ?? [];
  // Where the first line has reason and amount, the sentence would say them again.
  const text = alert.reason_text && alert.amount_text && fields.length > 0 ? null : alert.text;
  if (!text && fields.length === 0) return null;
  const shown = open ? fields : fields.slice(0, LINES);
  return (
    <div className="card-part">
      {text ? <p>{text}</p> : null}
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
  );
}

function Foot({ alert }: { alert: Alert }): ReactNode {
  const links = (alert.links ?? []).filter((link) => isSafe(link.url)).slice(0, 2);
  if (!alert.foot_text && links.length === 0) return null;
  return (
    <footer className="card-foot">
      <span>{alert.foot_text}</span>
      {links.map((link) => (
        <a key={link.url} className="button quiet small" href={link.url} target="_blank" rel="noopener noreferrer">
          {link.label}
          <Icon of={ExternalLink} size={14} />
        </a>
      ))}
    </footer>
  );
}

/** Something an agent found worth a look: subject, why, how much; at most four lines; what helps to judge; at most two ways on. */
export function AlertCard({ alert, alike = 0 }: { alert: Alert; alike?: number }): ReactNode {
  return (
    <div className={`card alert ${alert.level}`} role="group" aria-label={alert.title}>
      <Head alert={alert} alike={alike} />
      <Detail alert={alert} />
      <Foot alert={alert} />
    </div>
  );
}
