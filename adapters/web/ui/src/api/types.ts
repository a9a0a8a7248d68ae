/** The objects of the REST interface and the socket that this client reads, in the server's field names. */

export interface User {
  id: string;
  email: string;
  name: string;
  profile_info?: { user_preferences_json?: Record<string, unknown> };
}

export interface Workspace {
  id: string;
  name: string;
  role: string;
  status: string;
  is_demo: boolean;
}

export interface Me {
  user: User;
  workspaces: Workspace[];
}

export type ChannelType = "public" | "private" | "dm" | "agent_dedicated";

export interface Channel {
  id: string;
  /** Of a direct channel the other person's name. */
  name: string;
  type: ChannelType;
  description_text: string | null;
  bound_agent_configuration_id?: string | null;
  /** Of very many some. */
  member_user_ids_array?: string[];
  member_count?: number;
  /** The other person of a direct channel. */
  dm_user_id?: string | null;
  is_member?: boolean;
  is_muted?: boolean;
  last_seq: number;
  last_read_seq?: number;
  /** Messages that are no replies, and how many of them came after what I have read. */
  message_count?: number;
  unread_count?: number;
}

/** What a configuration keeps of its latest run. */
export interface RunSummary {
  run_id: string;
  status: RunState;
  timestamp: string;
  output_preview_text?: string | null;
}

export interface AgentConfiguration {
  id: string;
  name: string;
  agent_definition_id: string;
  status: string;
  created_by_user_id?: string | null;
  description_text?: string | null;
  last_run_summary_json?: RunSummary | null;
  row_version?: number;
  effective_config_cache_json?: { inputs?: Record<string, unknown>; [name: string]: unknown } | null;
  /** When its schedules start it next, where the server tells. */
  next_fire_times_array?: string[] | null;
}

export interface Member {
  user_id: string;
  name: string;
  email?: string;
  role: string;
}

export type Presence = "here" | "away" | "gone";

export interface Reaction {
  emoji: string;
  /** Of very many the first. */
  user_ids_array: string[];
  more_count?: number;
}

export interface Mention {
  type: "user" | "agent" | "channel";
  id: string | null;
  name: string;
  /** Exactly as it stands in the text. */
  text: string;
}

export interface FileDetails {
  file_id: string;
  name: string;
  size: number;
  content_type: string;
  width: number | null;
  height: number | null;
  has_thumbnail: boolean;
}

export type RunState = "idle" | "pending" | "running" | "success" | "error" | "cancelled";

/** What a run says of itself, in the one message that it keeps in place. */
export interface StatusUpdate {
  run_id: string;
  status: RunState;
  text: string;
  name?: string;
  step?: number | null;
  steps_total?: number | null;
  progress?: number | null;
  cost_text?: string | null;
  started_at?: string | null;
  ended_at?: string | null;
}

export interface Content {
  text_body?: string;
  /** The text begins with a slash and is no command all the same. */
  is_literal?: boolean;
  json_payload?: unknown;
  file_details_json?: FileDetails;
  status_update_json?: StatusUpdate;
}

export interface Message {
  id: string;
  channel_id: string;
  seq: number;
  sender_id: string;
  sender_type: "user" | "agent" | "system";
  sender_name: string;
  content_type: string;
  content_json: Content;
  thread_id: string | null;
  reply_count: number;
  last_reply_at?: string | null;
  /** At most five, the latest first. */
  reply_user_ids_array?: string[];
  /** The number of the newest reply that was counted here; the server does not say it. */
  last_reply_seq?: number;
  reactions_json_array?: Reaction[];
  mentions_json_array?: Mention[];
  is_pinned?: boolean;
  run_id?: string | null;
  client_message_id: string | null;
  created_at: string;
  updated_at: string | null;
  deleted_at: string | null;
}

/** What stood in a message before it was changed. */
export interface MessageEdit {
  message_id: string;
  seq: number;
  user_id: string | null;
  content_json: Content | null;
  created_at: string;
}

/** A private answer to a command; it is kept nowhere. */
export interface Reply {
  id: string;
  channel_id: string;
  thread_id: string | null;
  text_body: string;
  is_error: boolean;
  at: string;
  /** The last message of the channel when it came: it stands below that one. */
  after_seq: number;
}

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** What an agent posts about something that wants a look. */
export interface Alert {
  kind: "alert";
  level: "info" | "warning" | "critical";
  title: string;
  text?: string;
  reason_text?: string;
  amount_text?: string;
  fields?: { label: string; value: string }[];
  foot_text?: string;
  links?: { label: string; url: string }[];
}

export interface Fault {
  field?: string | null;
  code: string;
  message?: string | null;
}

export interface ErrorBody {
  error: {
    code: string;
    message: string;
    request_id: string;
    details?: Fault[] | null;
    retry_after_s?: number | null;
  };
}

export interface Frame {
  action: string;
  payload: Record<string, unknown>;
  ref?: string;
}
