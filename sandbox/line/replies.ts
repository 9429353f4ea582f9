/** What an endpoint answers, before a fault may get in its way. */
export type ApiReply = {
  status: number;
  /** Sent as JSON; absent = an empty body. */
  json?: unknown;
  bytes?: { data: Buffer; contentType: string };
  headers?: Record<string, string>;
};

export type ErrorDetail = { message?: string; property?: string };

/** An error of the Messaging API; LINE leaves `details` out when there are none. */
export function refuse(status: number, message: string, details: ErrorDetail[] = []): ApiReply {
  return { status, json: { message, ...(details.length > 0 ? { details } : {}) } };
}

/** A property that cannot be read as what it should be. LINE gives no position for nested values. */
export function refuseProperty(property: string): ApiReply {
  return refuse(
    400,
    `The property, '${property}', in the request body is invalid (line: -, column: -)`,
  );
}

/** An error of the OAuth endpoints. */
export function refuseOAuth(error: string, description: string): ApiReply {
  return { status: 400, json: { error, error_description: description } };
}

export const OK: ApiReply = { status: 200, json: {} };
export const NOT_FOUND = refuse(404, "Not found");
export const RATE_LIMITED = refuse(429, "The API rate limit has been exceeded. Try again later.");
export const QUOTA_SPENT = refuse(429, "You have reached your monthly limit.");
export const SERVER_ERROR = refuse(500, "Internal server error");
export const FORBIDDEN = refuse(403, "Access to this API is not available for your account");
