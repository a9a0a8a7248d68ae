import { Check } from "lucide-react";
import type { ReactNode } from "react";

import { Icon } from "../../parts/Basics";

const ROLES = ["Owner", "Admin", "Member", "Guest"] as const;
const YES = "yes";

/** What each role may do, in the order of the roles; words where it depends. */
const MAY: [string, [string, string, string, string]][] = [
  ["Decide proposals that cost money or leave the workspace", [YES, YES, "if named", ""]],
  ["Decide proposals of low risk", [YES, YES, YES, ""]],
  ["Read public channels, make channels, run agents", [YES, YES, YES, ""]],
  ["Read and write where they were added", [YES, YES, YES, YES]],
  ["Invite people, connect platforms, change settings", [YES, YES, "", ""]],
  ["Change who the owners and admins are", [YES, "", "", ""]],
];

function Cell({ says }: { says: string }): ReactNode {
  if (says === YES) return <><span className="role-yes"><Icon of={Check} /></span><span className="unseen">yes</span></>;
  return says === "" ? <><span aria-hidden="true">–</span><span className="unseen">no</span></> : says;
}

export function Roles(): ReactNode {
  return (
    <section aria-labelledby="roles">
      <h3 id="roles" className="settings-second">What roles may do</h3>
      <div className="table-box" tabIndex={0} role="group" aria-labelledby="roles">
        <table className="table roles">
          <thead><tr><th scope="col">Action</th>{ROLES.map((role) => <th key={role} scope="col">{role}</th>)}</tr></thead>
          <tbody>
            {MAY.map(([what, says]) => <tr key={what}><th scope="row">{what}</th>{says.map((one, at) => <td key={ROLES[at]}><Cell says={one} /></td>)}</tr>)}
          </tbody>
        </table>
      </div>
    </section>
  );
}
