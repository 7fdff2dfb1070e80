import { generateKeyPairSync, sign } from 'node:crypto';

/** A private key and a self-signed certificate, PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * Makes a self-signed certificate for 127.0.0.1 (or for other host names), so that no private key and no date that runs
 * out lies in the repository. X.509 version 3 as in RFC 5280, written in DER by hand: Node can read certificates only.
 */
export function makeCertificate(
  options: { readonly notAfter?: Date; readonly hosts?: readonly string[] } = {},
): KeyAndCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
  const name = sequence(
    tag(0x31, sequence(oid([0x55, 0x04, 0x03]), tag(0x0c, Buffer.from('connector test')))),
  );
  const notAfter = options.notAfter ?? new Date(Date.now() + 86_400_000);
  const validity = sequence(time(new Date(notAfter.getTime() - 30 * 86_400_000)), time(notAfter));
  const body = sequence(
    tag(0xa0, tag(0x02, Buffer.from([2]))),
    tag(0x02, Buffer.from([1])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tag(0xa3, sequence(authority(), alternativeNames(options.hosts))),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, algorithm, tag(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function authority(): Buffer {
  const value = sequence(tag(0x01, Buffer.from([0xff])));
  return sequence(oid([0x55, 0x1d, 0x13]), tag(0x01, Buffer.from([0xff])), tag(0x04, value));
}

function alternativeNames(hosts: readonly string[] | undefined): Buffer {
  const names =
    hosts === undefined
      ? [tag(0x87, Buffer.from([127, 0, 0, 1]))]
      : hosts.map((host) => tag(0x82, Buffer.from(host)));
  return sequence(oid([0x55, 0x1d, 0x11]), tag(0x04, sequence(...names)));
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tag(0x17, Buffer.from(`${digits}Z`));
}

function oid(bytes: readonly number[]): Buffer {
  return tag(0x06, Buffer.from(bytes));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tag(0x30, Buffer.concat(parts));
}

function tag(number: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80
      ? [length]
      : length < 0x100
        ? [0x81, length]
        : [0x82, Math.floor(length / 256), length % 256];
  return Buffer.concat([Buffer.from([number, ...size]), content]);
}
