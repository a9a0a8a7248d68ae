import "../styles/library.css";

import { BookOpen, Plus, SearchX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link, useOutletContext, useSearchParams } from "react-router";

import { type Library, type Prompt, type PromptFilter, useLibraries, usePrompts } from "../api/prompts";
import { useNow } from "../lib/media";
import { ago } from "../lib/times";
import { Button, Icon } from "../parts/Basics";
import { Filter } from "../parts/Fields";
import { Notice } from "../parts/Notice";
import { SearchField } from "../parts/SearchField";
import { ListBones, Page } from "./Page";
import { NewLibrary } from "./prompts/NewLibrary";
import type { Shell } from "./WorkspaceShell";

const LOOK_MS = 60_000;

function Row({ prompt, library, at, now }: { prompt: Prompt; library: string; at: string; now: Date }): ReactNode {
  return (
    <tr>
      <td><Link className="run-link" to={`${at}/${prompt.id}`}><span className="cut"><bdi>{prompt.name}</bdi></span></Link></td>
      <td>{library}</td>
      <td className="wide"><span className="tags">{prompt.tags_array.map((one) => <span key={one} className="tag">{one}</span>)}</span></td>
      <td data-label="Variables" className="number">{prompt.variables_schema_json_array.length.toLocaleString()}</td>
      <td data-label="Version" className="number">{prompt.version.toLocaleString()}</td>
      <td data-label="Changed" className="number"><time dateTime={prompt.updated_at}>{ago(new Date(prompt.updated_at), now)}</time></td>
    </tr>
  );
}

function Empty({ isNarrowed, hasLibraries, at, makeLibrary }: { isNarrowed: boolean; hasLibraries: boolean; at: string; makeLibrary: () => void }): ReactNode {
  if (isNarrowed) return <Notice title="No prompt is like that" icon={SearchX} why="Look for another word, or in all libraries." />;
  return (
    <Notice title="No prompt yet" icon={BookOpen} why="A prompt is a text with places such as {{ product }} that people and agents fill in. Every change is a version that can be brought back.">
      {hasLibraries ? <Link className="button" to={`${at}/new`}>Write the first prompt</Link> : <Button onClick={makeLibrary}>Make a library for them</Button>}
    </Notice>
  );
}

interface ListProps {
  shell: Shell;
  filter: PromptFilter;
  libraries: readonly Library[];
  makeLibrary: () => void;
}

function List({ shell, filter, libraries, makeLibrary }: ListProps): ReactNode {
  const found = usePrompts(shell.workspace.id, filter);
  const now = new Date(useNow(LOOK_MS));
  const at = `/w/${shell.workspace.id}/prompts`;
  if (found.data === undefined) {
    return found.error === null ? <ListBones /> : <Notice title="The prompts could not be read" why={found.error} busy={found.isFetching} retry={() => void found.refetch()} />;
  }
  const prompts = found.data.pages.flatMap((page) => page.items);
  if (prompts.length === 0) return <Empty isNarrowed={filter.q !== "" || filter.libraryId !== ""} hasLibraries={libraries.length > 0} at={at} makeLibrary={makeLibrary} />;
  return (
    <>
      <div className="table-box">
        <table className="table folds even">
          <thead><tr><th scope="col">Prompt</th><th scope="col">Library</th><th scope="col">Tags</th><th scope="col" className="number">Variables</th><th scope="col" className="number">Version</th><th scope="col" className="number">Changed</th></tr></thead>
          <tbody>{prompts.map((one) => <Row key={one.id} prompt={one} library={libraries.find((each) => each.id === one.library_id)?.name ?? "–"} at={at} now={now} />)}</tbody>
        </table>
      </div>
      {found.hasNextPage ? <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>Show more</Button> : null}
    </>
  );
}

/** The workspace's prompts, by library. */
export default function PromptsView(): ReactNode {
  const shell = useOutletContext<Shell>();
  const [params, setParams] = useSearchParams();
  const libraries = useLibraries(shell.workspace.id).data ?? [];
  const [isMaking, make] = useState(false);
  const filter = { q: params.get("q") ?? "", libraryId: params.get("library") ?? "" };
  const narrow = ({ q, libraryId }: PromptFilter): void => { setParams({ ...(q === "" ? {} : { q }), ...(libraryId === "" ? {} : { library: libraryId }) }, { replace: true }); };
  const query = filter.libraryId === "" ? "" : `?library=${filter.libraryId}`;
  return (
    <Page shell={shell} title="Prompt library"
      actions={libraries.length > 0 ? <Link className="button ink" to={`/w/${shell.workspace.id}/prompts/new${query}`}><Icon of={Plus} size={14} />New prompt</Link> : null}>
      <div className="view" data-region="messages" tabIndex={0}>
        <div className="wide-column">
          <div className="filters prompt-filters">
            <SearchField label="Search prompts" value={filter.q} onChange={(q) => { narrow({ ...filter, q }); }} />
            <Filter label="Library" value={filter.libraryId} onChange={(event) => { narrow({ ...filter, libraryId: event.target.value }); }}>
              <option value="">All</option>
              {libraries.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
            </Filter>
            <Button small onClick={() => { make(true); }}>New library</Button>
          </div>
          <List shell={shell} filter={filter} libraries={libraries} makeLibrary={() => { make(true); }} />
        </div>
      </div>
      {isMaking ? <NewLibrary workspaceId={shell.workspace.id} onClose={() => { make(false); }} onMade={(one) => { narrow({ q: "", libraryId: one.id }); }} /> : null}
    </Page>
  );
}
