/** Takes secrets out of a text, in each spelling in which a server could hand them back. */
export type Redact = (text: string) => string;

/** Shown in the place of a secret. */
const MASK = '***';

function spellings(secret: string): string[] {
  const html = secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ v: secret }).toString().slice(2),
    html,
    html.replaceAll("'", '&#39;'),
    html.replaceAll("'", '&#x27;'),
    Buffer.from(secret).toString('base64'),
  ];
}

/**
 * Makes the function through which every word of a server passes before it may be part of an error or a warning.
 * A server, a proxy or an app that echoes the request must not carry a password into a log.
 */
export function makeRedact(secrets: readonly string[]): Redact {
  const known = [...new Set(secrets.filter((secret) => secret !== '').flatMap(spellings))].sort(
    (a, b) => b.length - a.length,
  );
  return (text) => known.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
}
