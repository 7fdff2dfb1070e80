import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerControl, CONTROL_PATH } from './control-door.ts';
import { htmlAnswer, readRequest, sendAnswer } from './exchange.ts';
import type { SandboxAnswer, SandboxRequest } from './exchange.ts';
import { answerInstead, damage, FaultBox } from './faults.ts';
import { RequestLog } from './request-log.ts';
import type { RequestTraits } from './request-log.ts';

/** Where a stand-in listens; loopback only, always. */
export interface ListenOptions {
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  /** Key and certificate (PEM) to speak https. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** What a stand-in does with a request. Runs to its end without a pause, so that each one is a transaction. */
export interface Application {
  traits(request: SandboxRequest): RequestTraits;
  handle(request: SandboxRequest): { readonly answer: SandboxAnswer; readonly changes: number };
  /** The control methods offered at `/__control`; arguments and results are JSON. */
  readonly control: object;
}

/** A stand-in that listens. */
export interface Listening {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /**
   * Answers a request of the same process as over the wire, for tests that are about something else than the wire. Null
   * where it makes a difference: while faults are set, and with https.
   */
  readonly answer: (request: SandboxRequest) => SandboxAnswer | null;
  close(): Promise<void>;
}

/** Faults and log of one stand-in, shared by its control and its server. */
export class Traffic {
  readonly faults = new FaultBox();
  readonly log = new RequestLog();
}

/** Starts listening on 127.0.0.1. */
export async function listen(
  application: Application,
  traffic: Traffic,
  options: ListenOptions,
): Promise<Listening> {
  const sockets = new Set<Socket>();
  const onRequest = (message: IncomingMessage, response: ServerResponse): void => {
    serve(application, traffic, message, response).catch((error: unknown) => {
      // A fault of the sandbox itself: report it, instead of leaving the client to guess.
      const reason = error instanceof Error ? error.message : 'unknown';
      if (response.headersSent) response.destroy();
      else
        sendAnswer(
          { method: 'GET', path: '', query: '', headers: {}, body: '' },
          response,
          htmlAnswer(500, 'Sandbox fault', reason),
        );
    });
  };
  const server: Server =
    options.tls === undefined ? createServer(onRequest) : createTlsServer(options.tls, onRequest);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    answer: (request) =>
      options.tls === undefined && !traffic.faults.isArmed && !request.path.startsWith(CONTROL_PATH)
        ? answerAtOnce(application, traffic, request)
        : null,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Hung and kept-alive connections would hold the server open for ever.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function answerAtOnce(application: Application, traffic: Traffic, request: SandboxRequest): SandboxAnswer {
  const traits = application.traits(request);
  const number = traffic.log.begin();
  const { answer, changes } = application.handle(request);
  traffic.log.end({ ...traits, number, status: answer.status, changes });
  return answer;
}

async function serve(
  application: Application,
  traffic: Traffic,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(message);
  if (request.path.startsWith(CONTROL_PATH)) {
    sendAnswer(request, response, await answerControl(application.control, request));
    return;
  }
  const traits = application.traits(request);
  const number = traffic.log.begin();
  const action = traffic.faults.strike(traits);
  const fault = action === null ? {} : { fault: action.kind };
  const note = (status: number | null, changes: number) =>
    traffic.log.end({ ...traits, number, status, changes, ...fault });

  if (action?.kind === 'delay') await sleep(action.ms);
  if (action?.kind === 'cut' || action?.kind === 'hang') {
    note(null, 0);
    if (action.kind === 'cut') response.destroy();
    return;
  }
  const instead = action === null ? null : answerInstead(action);
  if (instead !== null) {
    note(instead.status, 0);
    sendAnswer(request, response, instead);
    return;
  }
  const { answer, changes } = application.handle(request);
  if (action?.kind === 'lostAnswer' || action?.kind === 'hangAfter') {
    note(null, changes);
    if (action.kind === 'lostAnswer') response.destroy();
    return;
  }
  const sent = action === null ? answer : damage(action, answer);
  note(sent.status, changes);
  sendAnswer(request, response, sent);
}
