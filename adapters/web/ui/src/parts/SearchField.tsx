import { Search } from "lucide-react";
import type { ReactNode } from "react";

import { Icon } from "./Basics";

/** Narrows a list by words, as they are typed. */
export function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }): ReactNode {
  return (
    <label className="search-field">
      <Icon of={Search} />
      <span className="unseen">{label}</span>
      <input type="search" placeholder={label} value={value} onChange={(event) => { onChange(event.target.value); }} />
    </label>
  );
}
