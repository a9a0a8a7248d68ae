export interface Later {
  readonly name: string;
  readonly at: Date;
}

const MORNING = 9;
const MONDAY = 1;

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

/** When what is put off may come back: in an hour, in the afternoon while there is one, tomorrow, next Monday. */
export function laters(now: Date): Later[] {
  const hour = new Date(now.getTime() + 3_600_000);
  const afternoon = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 14);
  const days = (7 + MONDAY - now.getDay()) % 7 || 7;
  return [
    { name: "In an hour", at: hour },
    ...(afternoon.getTime() > hour.getTime() ? [{ name: "This afternoon", at: afternoon }] : []),
    { name: "Tomorrow morning", at: morning(now, 1) },
    ...(days > 1 ? [{ name: "Monday morning", at: morning(now, days) }] : []),
  ];
}
