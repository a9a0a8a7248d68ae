import type { Definition } from "../../api/agents";

/** An agent made without code, as the server tells of it. */
export const HELPER: Definition = {
  id: "own_0123456789abcdef0123456789abcdef",
  name: "Label Helper",
  version: "1.2.0",
  definition_status: "production",
  is_preview: false,
  prm_details_json: { introduction_text: "Knows our labels.", instructions_text: "Answer in one sentence." },
  triggers_config_json_array: [
    { key: "asked", type: "manual" },
    { key: "orders", type: "event_stream", default_config_json: { kafka_topic_name: "ionflux.shopify" } },
    { key: "schedule", type: "schedule", default_config_json: { cron_expression: "0 9 * * mon-fri", timezone: "Europe/Lisbon" } },
    { key: "webhook", type: "webhook", default_config_json: { webhook_path_suffix: "/labels/new" } },
  ],
  inputs_schema_json_array: [],
  outputs_config_json_array: [],
  stack_details_json: { llm_models_used_array: [{ purpose: "answer", provider: "openai", model_name: "small" }], tools_array: ["search_messages", "get_brand"] },
  memory_config_json: {},
  category_tags_array: ["Own"],
  underlying_platform_services_required_array: [],
};
