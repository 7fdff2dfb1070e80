import { z } from 'zod';
import { OdooError, faultError } from './errors.ts';
import { foreignAnswer } from './http-errors.ts';
import { describeCall } from './protocol.ts';
import type { Invocation, Protocol } from './protocol.ts';
import type { Redact } from './redact.ts';
import type { Transport } from './transport.ts';

const failure = z.object({ name: z.string().min(1), message: z.string() });

export interface Json2Access {
  readonly database: string;
  readonly apiKey: string;
}

/** Calls of models by JSON-2 (Odoo 19 and later): `POST /json/2/<model>/<method>`, arguments by name. */
export function json2Protocol(transport: Transport, access: Json2Access, redact: Redact): Protocol {
  async function invoke(invocation: Invocation): Promise<unknown> {
    const { model, method, ids, args, context } = invocation;
    const answer = await transport.send({
      path: `/json/2/${encodeURIComponent(model)}/${encodeURIComponent(method)}`,
      headers: { authorization: `Bearer ${access.apiKey}`, 'x-odoo-database': access.database },
      body: { ...(ids === undefined ? {} : { ids }), ...args, context },
    });
    if (answer.status >= 200 && answer.status < 300 && answer.json !== undefined) return answer.json;
    const fault = failure.safeParse(answer.json);
    if (answer.status >= 400 && fault.success) {
      throw faultError(fault.data, describeCall(invocation), redact);
    }
    // Odoo answers a page instead of JSON only where no database was found that could answer.
    throw answer.status === 404
      ? wrongDatabase(access.database, transport.address)
      : foreignAnswer(answer, redact);
  }
  return { name: 'json2', invoke };
}

/** Odoo cannot open the database of that name. */
export function wrongDatabase(database: string, address: string): OdooError {
  return new OdooError({
    code: 'odoo.wrong_database',
    message: `The Odoo at ${address} cannot open a database named ${JSON.stringify(database)}.`,
    hint: 'Check the exact name, capitals included. If it is right, its database server does not answer: try again later.',
    status: 404,
  });
}
