import { Bot, Hash, Lock, type LucideIcon, MessageCircle } from "lucide-react";

import type { ChannelType } from "../api/types";

/** What each kind of channel is known by. */
export const CHANNEL_GLYPHS: Record<ChannelType, LucideIcon> = { public: Hash, private: Lock, agent_dedicated: Bot, dm: MessageCircle };
