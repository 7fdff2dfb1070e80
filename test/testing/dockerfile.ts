/** An instruction of a Dockerfile, its continued lines joined: `COPY`, `a b ./`. */
export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** A stage of a build: an image it begins with, and instructions. `name` is what later stages copy from. */
export interface Stage {
  readonly name: string;
  readonly image: string;
  readonly instructions: readonly Instruction[];
}

/** What is known: an instruction that is carried out by nobody would pass unseen. */
const KNOWN = new Set([
  ...['WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'STOPSIGNAL'],
  ...['HEALTHCHECK', 'ENTRYPOINT', 'CMD'],
]);

export function readDockerfile(text: string): Stage[] {
  const lines = text
    .replace(/^\s*#.*\n/gmu, '')
    .replace(/\\\n/gu, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^(\S+)\s+(.*)$/u.exec(line) ?? [];
    if (name === 'FROM') {
      const [image = '', as, stage = String(stages.length)] = rest.split(/\s+/u);
      if (as !== undefined && as !== 'AS') throw new Error(`this FROM is not understood: ${line}`);
      stages.push({ name: stage, image, instructions: [] });
      continue;
    }
    if (!KNOWN.has(name)) throw new Error(`nobody carries out this instruction: ${line}`);
    stages.at(-1)?.instructions.push({ name, rest });
  }
  return stages;
}

/** `A=b C="d e"` of ENV. */
export function pairsOf(rest: string): [name: string, value: string][] {
  return [...rest.matchAll(/(\w+)=(?:"([^"]*)"|(\S*))/gu)].map(([, name = '', quoted, plain = '']) => [
    name,
    quoted ?? plain,
  ]);
}

/** The exec form of ENTRYPOINT, CMD and the command of HEALTHCHECK: `["serve"]`. */
export function wordsOf(rest: string): string[] {
  return JSON.parse(rest.slice(rest.indexOf('['))) as string[];
}

/** Whether `.dockerignore` keeps a file of the context out: a pattern matches it or a folder that it lies in. */
export function ignoredBy(text: string): (file: string) => boolean {
  const patterns = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const odd = patterns.find((pattern) => /[!/]|\*\*/u.test(pattern));
  if (odd !== undefined) throw new Error(`only patterns of one name are understood: ${odd}`);
  const matches = patterns.map(
    (pattern) =>
      new RegExp(
        `^${pattern
          .replace(/[.+^$()|{}]/gu, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.')}$`,
        'u',
      ),
  );
  // Without a slash a pattern is for the top of the context, and for what lies below.
  return (file) => matches.some((each) => each.test(file.split('/')[0] ?? ''));
}
