import type { ReactNode } from "react";

import type { Key } from "./schema";

const MOST_VALUES = 12;

/** What the key at the caret is about: its type, its default, what it may be. */
export function Help({ found, root }: { found: Key | null; root: Key }): ReactNode {
  const key = found ?? root;
  return (
    <>
      <h3 className="help-head">{found ? <code>{key.name}</code> : "Sections"}</h3>
      {found ? (
        <>
          <p>{key.about === "" ? "The definition says nothing more about it." : key.about}</p>
          <dl className="help-facts">
            <div><dt>Type</dt><dd><code>{key.type}</code></dd></div>
            {key.isRequired ? <div><dt>Needed</dt><dd>Always</dd></div> : null}
            {key.initial === undefined ? null : <div><dt>Default</dt><dd><code>{JSON.stringify(key.initial)}</code></dd></div>}
            {key.example === undefined ? null : <div><dt>Example</dt><dd><code>{JSON.stringify(key.example)}</code></dd></div>}
          </dl>
          {key.values ? (
            <>
              <h4>{key.isClosed ? "One of" : "Common"}</h4>
              <ul className="help-values">{key.values.slice(0, MOST_VALUES).map((one) => <li key={one.text}><code>{one.text}</code>{one.about ? <span>{one.about}</span> : null}</li>)}</ul>
            </>
          ) : null}
        </>
      ) : <p>Put the caret on a line and its key is explained here. Ctrl and Space offers what may stand there.</p>}
      {key.keys ? (
        <>
          {found ? <h4>In it</h4> : null}
          <ul className="help-keys">{key.keys.map((one) => <li key={one.name}><code>{one.name}</code><span>{one.about}</span></li>)}</ul>
        </>
      ) : null}
    </>
  );
}
