import type { Definition } from "../../api/agents";

/** A definition with every kind of thing in it, for tests. */
export const SENTINEL: Definition = {
  id: "agent_004_refactored",
  name: "Sales Sentinel",
  version: "0.2.0",
  definition_status: "prm_active",
  is_preview: false,
  prm_details_json: {
    epithet: "Guards the store's cash flow",
    tagline: "Tells of the order that matters.",
    introduction_text: "Reads every order.",
    core_capabilities_array: ["Alerts for large orders", "Anomalies"],
  },
  triggers_config_json_array: [
    { key: "orders", type: "event_stream", description_text: "Orders as they are placed.", is_user_overridable: false },
    { key: "health_check", type: "schedule", description_text: "Looks at the store.", default_config_json: { cron_expression: "*/5 * * * *" }, is_user_overridable: true },
  ],
  inputs_schema_json_array: [
    { key_name: "threshold", data_type: "number", description_text: "Alert above this.", default_value: 100 },
    { key_name: "alert_channel", data_type: "string", description_text: "Where alerts go.", default_value: "alerts" },
    { key_name: "auto", data_type: "boolean", description_text: "Acts alone.", default_value: false },
    { key_name: "tone", data_type: "string", description_text: "How it speaks.", accepted_values_list: ["plain", "warm"] },
    { key_name: "promotions", data_type: "json", description_text: "Declared promotions.", default_value: [] },
    { key_name: "shop", data_type: "url", description_text: "The shop.", is_required: true, example_value: "https://shop.example" },
  ],
  outputs_config_json_array: [
    { key_name: "report", data_type: "json", description_text: "What was found." },
    { key_name: "alert", data_type: "event", target_event_type: "ionflux.alert" },
  ],
  stack_details_json: { llm_models_used_array: [{ purpose: "analysis", provider: "openai", model_name: "gpt-4o" }] },
  memory_config_json: { required: true, type: "qdrant", default_namespace_template: "agent:{{agent_id}}:{{brand}}" },
  category_tags_array: ["Commerce", "Monitoring"],
  underlying_platform_services_required_array: ["Shopify_Integration", "LLM_Orchestration"],
};

export const BUTLER: Definition = {
  ...SENTINEL,
  id: "agent_007_refactored",
  name: "Clarity Butler",
  prm_details_json: { epithet: "Order in long threads", tagline: "Reads the thread." },
  triggers_config_json_array: [{ key: "mention", type: "manual" }],
  inputs_schema_json_array: [],
  stack_details_json: {},
  memory_config_json: { required: false, type: "none" },
  category_tags_array: ["Team", "Monitoring"],
  underlying_platform_services_required_array: [],
};
