const BROWSERS: [RegExp, string][] = [[/Edg\//u, "Edge"], [/OPR\//u, "Opera"], [/Firefox\//u, "Firefox"], [/Chrome\//u, "Chrome"], [/Safari\//u, "Safari"]];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/u, "iOS"], [/Android/u, "Android"], [/Windows/u, "Windows"], [/Mac OS X/u, "macOS"], [/CrOS/u, "ChromeOS"], [/Linux/u, "Linux"],
];

/** A browser's name for itself in two words; another client's name as it stands. */
export function browserWords(agent: string): string {
  const browser = BROWSERS.find(([sign]) => sign.test(agent))?.[1];
  const system = SYSTEMS.find(([sign]) => sign.test(agent))?.[1];
  if (browser === undefined) return agent.trim().slice(0, 60) || "A client that did not say its name";
  return system === undefined ? browser : `${browser} on ${system}`;
}
