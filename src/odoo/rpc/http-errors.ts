import { readRetryAfter } from '../../core/retry-after.ts';
import { OdooError } from './errors.ts';
import type { OdooAnswer } from './transport.ts';
import type { Redact } from './redact.ts';

/** Enough of a page to recognise it. */
const EXCERPT = 160;

/** The first characters of an answer, on one line, for a message. */
export function excerpt(answer: OdooAnswer, redact: Redact): string {
  // Taken out before cutting: a secret cut in two would no longer be found.
  const text = redact(answer.text).replace(/\s+/g, ' ').trim();
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}

/** Reports what an answer is that Odoo's API did not write: a proxy's page, a redirect, another program. */
export function foreignAnswer(answer: OdooAnswer, redact: Redact): OdooError {
  const { url, status } = answer;
  const seen = `${url} answered ${status}: ${excerpt(answer, redact)}`;
  if (status >= 300 && status < 400) return redirected(answer, redact);
  if (status === 401 || status === 403 || status === 407) {
    return new OdooError({
      code: 'odoo.blocked',
      message: `Something in front of Odoo refuses the request. ${seen}`,
      hint: 'Allow /jsonrpc and /json/ for this machine in the proxy or firewall.',
      status,
    });
  }
  if (status === 413) {
    return new OdooError({
      code: 'odoo.request_too_large',
      message: `A proxy in front of Odoo takes no requests of this size. ${seen}`,
      hint: 'Raise the limit there (nginx: client_max_body_size).',
      status,
    });
  }
  if (status >= 500 || status === 429 || status === 408) {
    const wait = readRetryAfter(answer.retryAfter, answer.date, Date.now());
    return new OdooError({
      code: 'odoo.unavailable',
      message: `Odoo is not available. ${seen}`,
      hint: 'Try again in a few minutes; if it stays so, look at the log of the Odoo server.',
      retryable: true,
      status,
      applied: status === 429 ? 'no' : 'unknown',
      ...(wait !== undefined && { retryAfterMs: wait }),
    });
  }
  return new OdooError({
    code: status === 404 ? 'odoo.not_found' : 'odoo.not_json',
    message: `This is not an answer of Odoo's API. ${seen}`,
    hint: 'Check the address: it is that of the Odoo server, without /web or /odoo behind it.',
    status,
    // A page with status 200 in the place of an answer is often a proxy's for a moment.
    retryable: status < 300,
    applied: status < 300 ? 'unknown' : 'no',
  });
}

function redirected(answer: OdooAnswer, redact: Redact): OdooError {
  const location = answer.location ?? '';
  const target = new URL(URL.canParse(location, answer.url) ? location : '', answer.url);
  if (target.pathname.startsWith('/web/database/')) {
    return new OdooError({
      code: 'odoo.database_selector',
      message: `${answer.url} leads to the database selector of Odoo.`,
      hint: 'Give the address without /web or /odoo behind it, and the exact name of the database. If both are right, set dbfilter on the server.',
      status: answer.status,
    });
  }
  return new OdooError({
    code: 'odoo.redirected',
    message: `${answer.url} leads on to ${redact(target.origin + target.pathname)}.`,
    hint: 'Use the address it leads to (often https instead of http, or with www).',
    status: answer.status,
  });
}

/** An answer that is JSON, but not what this call answers. */
export function wrongShape(url: string, what: string): OdooError {
  return new OdooError({
    code: 'odoo.bad_answer',
    message: `The answer of ${url} has another shape than expected: ${what}`,
    hint: 'Check that the address leads to an Odoo of series 17 or later; an app on it may have changed this call.',
    applied: 'unknown',
  });
}
