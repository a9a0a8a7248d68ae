import { type ReactNode, useState } from "react";

import { CopyLine } from "../parts/CopyLine";
import { DiffLines } from "../parts/DiffLines";
import { SearchField } from "../parts/SearchField";
import { AgentCard } from "../views/agents/Card";
import { Help } from "../views/agents/Help";
import { KeyField } from "../views/agents/KeyField";
import { BUTLER, SENTINEL } from "../views/agents/samples";
import { keyAt, schemaOf } from "../views/agents/schema";
import { Section } from "./Gallery";
import { AGENTS, WORKSPACE } from "./samples";

const ROOT = schemaOf(SENTINEL, { channels: ["alerts", "winter-launch"] });
const KEYS = keyAt(ROOT, ["inputs"])?.keys ?? [];
const BEFORE = "inputs:\n  threshold: 100\n  alert_channel: alerts\ntriggers: []\n";
const OWN = [{ id: "agent-sentinel", name: "Sales Sentinel", agent_definition_id: SENTINEL.id, status: "active" }];

function KeyFields(): ReactNode {
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({ threshold: 250 });
  return KEYS.map((one, at) => (
    <KeyField key={one.name} field={one} value={values[one.name]} fault={at === 1 ? "There is no channel of this name." : null} onChange={(value) => { setValues({ ...values, [one.name]: value }); }} />
  ));
}

/** What the pages of agents are made of. */
export function Agents(): ReactNode {
  return (
    <>
      <Section name="Agent: set up, needs a look, available, preview" wide>
        <div className="agent-cards">
          <AgentCard definition={SENTINEL} agents={OWN} workspaceId={WORKSPACE.id} />
          <AgentCard definition={{ ...SENTINEL, name: "Sentinel of another shop" }} agents={OWN.map((one) => ({ ...one, status: "error_requires_review" }))} workspaceId={WORKSPACE.id} />
          <AgentCard definition={BUTLER} agents={AGENTS} workspaceId={WORKSPACE.id} />
          <AgentCard definition={{ ...BUTLER, name: "TikTok Stylist", is_preview: true }} agents={[]} workspaceId={WORKSPACE.id} />
        </div>
      </Section>
      <Section name="Fields of a configuration"><KeyFields /></Section>
      <Section name="Help on a key"><div className="editor-help"><Help found={KEYS[3] ?? null} root={ROOT} /></div></Section>
      <Section name="What changed" wide><DiffLines before={BEFORE} after={BEFORE.replace("100", "250")} label="What changed in the sample" /></Section>
      <Section name="A line to copy, and a search"><CopyLine text="ionflux runs replay 01a2" label="the command" /><SearchField label="Search samples" value="" onChange={() => undefined} /></Section>
    </>
  );
}
