import type { ErrorBody, Fault } from "./types";

/** A refusal by the server, or (status 0) no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly details: readonly Fault[];
  readonly retryAfter: number | null;

  constructor(status: number, body: Partial<ErrorBody["error"]>) {
    super(body.message ?? "");
    this.status = status;
    this.code = body.code ?? (status === 0 ? "unreachable" : "unreadable_answer");
    this.requestId = body.request_id ?? null;
    this.details = body.details ?? [];
    this.retryAfter = body.retry_after_s ?? null;
  }
}

/** Whether trying the same again later can help: no answer, a busy server, too many at once. */
export function isPassing(error: unknown): boolean {
  return error instanceof ApiError && [0, 429, 502, 503, 504].includes(error.status);
}

/** Whether the session is over, or was never begun. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

async function refusal(response: Response): Promise<ApiError> {
  try {
    const body = (await response.json()) as ErrorBody;
    return new ApiError(response.status, body.error);
  } catch {
    return new ApiError(response.status, {});
  }
}

/** The version of an object that a change of it was made from. */
export function ifMatch(version: number): Readonly<Record<string, string>> {
  return { "If-Match": `"${String(version)}"` };
}

/**
 * Asks the server; the session cookie says who asks.
 *
 * @throws ApiError with status 0 when no answer came within `timeout` milliseconds.
 */
export async function request<Answer>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  timeout = 15_000,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const init: RequestInit = { method, credentials: "same-origin", signal: AbortSignal.timeout(timeout) };
  if (method !== "GET") {
    init.headers = { "Content-Type": "application/json", "X-IONFLUX-CSRF": "1", ...headers };
    if (body !== undefined) init.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, init);
  } catch {
    throw new ApiError(0, {});
  }
  if (!response.ok) throw await refusal(response);
  if (response.status === 204) return undefined as Answer;
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new ApiError(0, {});
  }
}
