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

export interface Channel {
  id: string;
  name: string;
  type: string;
  description_text: string | null;
  last_seq: number;
  last_read_seq?: number;
}

export interface AgentConfiguration {
  id: string;
  name: string;
  agent_definition_id: string;
  status: string;
  created_by_user_id?: string;
}

export interface Message {
  id: string;
  channel_id: string;
  seq: number;
  sender_id: string;
  sender_type: "user" | "agent" | "system";
  sender_name: string;
  content_type: string;
  content_json: { text_body?: string; json_payload?: unknown };
  thread_id: string | null;
  reply_count: number;
  mentions_json_array?: { type: string; id: string | null }[];
  client_message_id: string | null;
  created_at: string;
  updated_at: string | null;
  deleted_at: string | null;
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
