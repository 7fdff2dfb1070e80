import type { JsonObject } from '../json.ts';

/** An error as WordPress's REST API words it: `{ code, message, data: { status } }`. */
export class RestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly extra: JsonObject;

  constructor(status: number, code: string, message: string, extra: JsonObject = {}) {
    super(message);
    this.name = 'RestError';
    this.status = status;
    this.code = code;
    this.extra = extra;
  }

  body(): JsonObject {
    return { code: this.code, message: this.message, data: { status: this.status, ...this.extra } };
  }
}

/** One bad parameter, as WordPress reports it. */
export function invalidParameter(
  name: string,
  code: string,
  message: string,
  data: JsonObject | null,
): RestError {
  return new RestError(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`, {
    params: { [name]: message },
    details: { [name]: { code, message, data } },
  });
}
