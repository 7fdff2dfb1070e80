import type { SandboxOdoo, SandboxStore } from '../../sandbox/index.ts';

type StandIn = Pick<SandboxOdoo | SandboxStore, 'url' | 'answer' | 'close'>;

const servers = new Map<string, StandIn['answer']>();

/**
 * Lets the clients of this process reach a stand-in without sockets, which is a third of the time of a sync: its requests
 * and answers are the same. For tests that are not about the wire; see `undici.ts`.
 */
export function withoutSockets<Server extends StandIn>(server: Server): Server {
  const { answer, url } = server;
  servers.set(url, answer);
  return {
    ...server,
    close: () => {
      servers.delete(url);
      return server.close();
    },
  };
}

/** What answers for an address of this process. */
export function answererOf(origin: string): StandIn['answer'] | undefined {
  return servers.get(origin);
}

/** What a request of this process passes on its way to a server, and its answer on the way back. */
export type Passage = <Answer>(origin: string, send: () => Promise<Answer>) => Promise<Answer>;

const straight: Passage = (_origin, send) => send();
let passage = straight;

/** Has every request of this process pass here, for tests that count, cut and kill. Undefined: as before. */
export function passRequestsThrough(next: Passage = straight): void {
  passage = next;
}

/** The way of a request that is about to be sent. */
export const currentPassage: Passage = (origin, send) => passage(origin, send);
