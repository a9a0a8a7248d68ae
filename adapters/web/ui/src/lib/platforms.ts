const NAMES: Readonly<Record<string, string>> = { slack: "Slack", discord: "Discord", telegram: "Telegram" };

/** A chat platform by the name it has for people. */
export function platformName(platform: string): string {
  return NAMES[platform] ?? platform.charAt(0).toUpperCase() + platform.slice(1);
}

const PLACES: Readonly<Record<string, { label: string; hint: string }>> = {
  slack: { label: "Slack channel ID", hint: "At the end of the channel's details in Slack, such as C012AB3CD" },
  discord: { label: "Discord channel ID", hint: "Copy Channel ID in the channel's menu, with Developer Mode on" },
  telegram: { label: "Telegram chat ID", hint: "A number such as -1001234567890" },
};

/** What a platform calls the place that a channel is mirrored to, and where one finds it. */
export function placeWords(platform: string): { label: string; hint: string } {
  return PLACES[platform] ?? { label: "Channel ID", hint: "As the platform names the channel" };
}
