import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fetch } from 'undici';
import type { Response } from 'undici';
import { isNestedTooDeep } from '../../core/json-depth.ts';
import type { RemoteObserver } from '../../core/log.ts';
import { measured } from '../../core/measure.ts';
import { remoteAgent } from '../../remote/agent.ts';
import { OdooError } from './errors.ts';
import { connectionError } from './connection-errors.ts';

/** One HTTP request to Odoo. */
interface OdooRequest {
  /** Below the address of the Odoo: `/jsonrpc`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; without it the request is a GET. */
  readonly body?: unknown;
}

/** An answer that arrived whole. `json` is undefined when the body is not JSON. */
export interface OdooAnswer {
  /** The address asked, as it may stand in a message. */
  readonly url: string;
  readonly status: number;
  readonly json: unknown;
  readonly text: string;
  readonly location: string | null;
  readonly retryAfter: string | null;
  /** The server's time, as the HTTP header gives it. */
  readonly date: string | null;
}

/** The way to one Odoo server. */
export interface Transport {
  readonly address: string;
  /** Throws `OdooError` when there is no whole answer; any answer that arrived is returned, whatever its status. */
  send(request: OdooRequest): Promise<OdooAnswer>;
  /** How many requests went out so far, repeated ones included. */
  sent(): number;
}

export interface TransportOptions {
  readonly caFile?: string | undefined;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  readonly observe?: RemoteObserver | undefined;
}

/** Longer than any route to a server takes; a wrong address should not cost the whole time-out of a call. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Opens the way to an Odoo. Connects to nothing yet; throws `odoo.ca_file` when the CA file cannot be used. */
export function createTransport(address: string, options: TransportOptions): Transport {
  const agent = remoteAgent({
    connectMs: CONNECT_TIMEOUT_MS,
    ca: options.caFile === undefined ? undefined : readCaFile(options.caFile),
    // Odoo closes the connection after every answer. A kept one that the server has just closed would make a write
    // look lost that was never sent. The signal below is the one time-out; undici's own would cut long calls behind its back.
    agent: { pipelining: 0, headersTimeout: 0, bodyTimeout: 0 },
  });
  let sent = 0;

  const send = (request: OdooRequest): Promise<OdooAnswer> => {
    const { observe } = options;
    return measured({ side: 'odoo', url: address }, { observe, now: () => performance.now() }, () =>
      sendOnce(request),
    );
  };

  async function sendOnce(request: OdooRequest): Promise<OdooAnswer> {
    const url = address + request.path;
    sent += 1;
    try {
      const response = await fetch(url, {
        method: request.body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...request.headers },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        // A redirect would carry the key to another host, and turn a POST into a GET.
        redirect: 'manual',
        signal: AbortSignal.timeout(options.timeoutMs),
        dispatcher: agent.to(url),
      });
      return toAnswer(url, response, await readText(url, response, options.maxAnswerBytes));
    } catch (error) {
      if (error instanceof OdooError) throw error;
      const fault = connectionError(error, url, options.timeoutMs, agent.proxyHint(url));
      // What never reached the server was no request to it.
      if (fault.applied === 'no') sent -= 1;
      throw fault;
    }
  }

  return { address, send, sent: () => sent };
}

async function readText(url: string, response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).byteLength;
    if (bytes > maxBytes) {
      throw new OdooError({
        code: 'odoo.answer_too_large',
        message: `The answer of ${url} is larger than ${maxBytes} bytes.`,
        hint: 'Check that the address leads to an Odoo and not to a file or another service.',
        applied: 'unknown',
      });
    }
    text += decoder.decode(chunk as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}

function toAnswer(url: string, response: Response, text: string): OdooAnswer {
  if (isNestedTooDeep(text)) {
    throw new OdooError({
      code: 'odoo.not_json',
      message: `The answer of ${url} is nested deeper than anything Odoo answers.`,
      hint: 'Check that the address leads to an Odoo and not to another service.',
      applied: 'unknown',
    });
  }
  const json = parse(text);
  // A whole answer of Odoo is always JSON, so one that begins like JSON (or is empty) and ends early was cut off.
  if (json === undefined && response.status < 300 && /^\s*([[{]|$)/.test(text)) {
    throw new OdooError({
      code: 'odoo.truncated',
      message: `The answer of ${url} broke off after ${text.length} characters.`,
      hint: 'The connection to Odoo is bad, or a proxy limits the size of answers.',
      retryable: true,
      applied: 'unknown',
    });
  }
  return {
    url,
    status: response.status,
    json,
    text,
    location: response.headers.get('location'),
    retryAfter: response.headers.get('retry-after'),
    date: response.headers.get('date'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readCaFile(file: string): string {
  const pem = readIfThere(file);
  if (pem !== null && isCertificate(pem)) return pem;
  throw new OdooError({
    code: 'odoo.ca_file',
    message: `The CA file ${file} ${pem === null ? 'cannot be read' : 'contains no PEM certificate'}.`,
    hint: "Name a PEM file with the certificate of the authority that signed the Odoo server's certificate.",
  });
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Parsed here because TLS ignores what it cannot read, and the failure would look like an untrusted server. */
function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
