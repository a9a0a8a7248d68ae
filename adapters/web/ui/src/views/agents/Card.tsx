import { Mail, MessageCircle, Music2, Plug, ShoppingBag, Sparkles, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import type { Definition } from "../../api/agents";
import { useRunning } from "../../api/running";
import type { AgentConfiguration } from "../../api/types";
import { Avatar, Icon } from "../../parts/Basics";
import { serviceName, shortVersion, told } from "./words";

const SERVICE_GLYPHS: readonly (readonly [RegExp, LucideIcon])[] = [
  [/shopify|commerce/iu, ShoppingBag], [/llm/iu, Sparkles], [/mail/iu, Mail], [/whatsapp|chat|messag/iu, MessageCircle], [/tiktok/iu, Music2],
];

function ServiceGlyph({ service }: { service: string }): ReactNode {
  const glyph = SERVICE_GLYPHS.find(([names]) => names.test(service))?.[1] ?? Plug;
  return <span role="img" aria-label={`Needs ${serviceName(service)}`} title={serviceName(service)}><Icon of={glyph} /></span>;
}

/** How many are set up of it, and whether one runs or has to be looked at. */
function Health({ own, workspaceId }: { own: readonly AgentConfiguration[]; workspaceId: string }): ReactNode {
  const isRunning = useRunning(workspaceId);
  if (own.length === 0) return null;
  if (own.some((one) => one.status === "error_requires_review")) return <span className="health warn">Needs a look</span>;
  const running = own.filter((one) => isRunning(one.id)).length;
  if (running > 0) return <span className="health accent">{running.toLocaleString()} running</span>;
  return <span className="health ok">{own.length.toLocaleString()} set up</span>;
}

/** The way on: to its settings, to setting it up, or to what is said of it. */
function Way({ definition: { id, name, is_preview }, own, at }: { definition: Definition; own: readonly AgentConfiguration[]; at: string }): ReactNode {
  const about = `${at}/about/${id}`;
  if (is_preview) return <Link className="button quiet small" to={about} aria-label={`Read more about ${name}`}>Read more</Link>;
  if (own.length === 0) return <Link className="button small" to={`${at}/new/${id}`} aria-label={`Set up ${name}`}>Set up</Link>;
  const [only, ...others] = own;
  return <Link className="button small" to={only && others.length === 0 ? `${at}/${only.id}` : about} aria-label={`Open ${name}`}>Open</Link>;
}

interface Props {
  definition: Definition;
  agents: readonly AgentConfiguration[];
  workspaceId: string;
}

/** What an agent is in two lines, what it needs, and how it stands here. */
export function AgentCard({ definition, agents, workspaceId }: Props): ReactNode {
  const own = agents.filter((one) => one.agent_definition_id === definition.id);
  const at = `/w/${workspaceId}/agents`;
  const { name } = definition;
  return (
    <article className="agent-card" aria-label={name}>
      <header>
        <Avatar id={definition.id} name={name} kind="agent" definitionId={definition.id} />
        <div className="agent-card-name">
          <h3><Link className="cut" to={`${at}/about/${definition.id}`}>{name}</Link> <span className="version">{shortVersion(definition.version)}</span></h3>
          <p className="cut">{told(definition, "epithet")}</p>
        </div>
        {definition.is_preview ? <span className="tag outline">Preview</span> : null}
        {definition.isOwn ? <span className="tag outline">Made here</span> : null}
      </header>
      <p className="agent-card-words">{told(definition, "tagline") || told(definition, "introduction_text")}</p>
      <footer>
        {definition.underlying_platform_services_required_array.map((one) => <ServiceGlyph key={one} service={one} />)}
        <span className="cut agent-card-category">{definition.category_tags_array[0] ?? ""}</span>
        <Health own={own} workspaceId={workspaceId} />
        <Way definition={definition} own={own} at={at} />
      </footer>
    </article>
  );
}
