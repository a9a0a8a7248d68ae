import "../styles/library.css";

import { Plus, Tag, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useOutletContext } from "react-router";

import { type Kind, useThings } from "../api/records";
import { useNow } from "../lib/media";
import { ago } from "../lib/times";
import { Icon } from "../parts/Basics";
import { Notice } from "../parts/Notice";
import { ListBones, Page } from "./Page";
import { KINDS } from "./records/kinds";
import type { Shell } from "./WorkspaceShell";

const LOOK_MS = 60_000;
const GLYPHS = { brands: Tag, creators: UsersRound } as const;

function Content({ kind, shell }: { kind: Kind; shell: Shell }): ReactNode {
  const found = useThings(shell.workspace.id, kind);
  const now = new Date(useNow(LOOK_MS));
  const { one, many, teaches, under } = KINDS[kind];
  const at = `/w/${shell.workspace.id}/${kind}`;
  if (found.data === undefined) {
    return found.error === null ? <ListBones /> : <Notice title={`The ${kind} could not be read`} why={found.error} busy={found.isFetching} retry={() => void found.refetch()} />;
  }
  if (found.data.length === 0) {
    return <Notice title={`No ${one} yet`} icon={GLYPHS[kind]} why={teaches}><Link className="button" to={`${at}/new`}>Add the first {one}</Link></Notice>;
  }
  return (
    <div className="table-box">
      <table className="table folds" aria-label={many}>
        <thead><tr><th scope="col">Name</th><th scope="col">About</th><th scope="col" className="number">Changed</th></tr></thead>
        <tbody>
          {found.data.map((each) => (
            <tr key={each.id}>
              <td><Link className="run-link" to={`${at}/${each.id}`}><span className="cut"><bdi>{each.name}</bdi></span></Link></td>
              <td className="about-cell">{under(each)}</td>
              <td data-label="Changed" className="number"><time dateTime={each.updated_at}>{ago(new Date(each.updated_at), now)}</time></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The workspace's brands, or its creators. */
export default function ThingsView({ kind }: { kind: Kind }): ReactNode {
  const shell = useOutletContext<Shell>();
  const { one, many } = KINDS[kind];
  return (
    <Page shell={shell} title={many} actions={<Link className="button ink" to={`/w/${shell.workspace.id}/${kind}/new`}><Icon of={Plus} size={14} />New {one}</Link>}>
      <div className="view" data-region="messages" tabIndex={0}><div className="wide-column"><Content key={kind} kind={kind} shell={shell} /></div></div>
    </Page>
  );
}
