import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ConnectorError } from '../../core/errors.ts';

/** Bytes of a key for AES-256. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Changes with the way of sealing, so that an old value is recognised instead of misread. */
const PREFIX = 'v1.';

/** Where a sealed value belongs. Part of what is authenticated, so that a value moved elsewhere does not open. */
interface SecretPlace {
  readonly backendId: string;
  readonly field: string;
}

/** Encrypts and decrypts single values with one key. */
export interface SecretBox {
  /** The former key is lost: the first credentials that are stored make this one the key of the database. */
  readonly replacesKey?: true;
  seal(plain: string, place: SecretPlace): string;
  /** @throws ConnectorError `secret_key.wrong` when the key does not fit, or the value was changed or moved. */
  open(sealed: string, place: SecretPlace): string;
}

/**
 * A box for one key of 32 bytes: AES-256-GCM with a random 96-bit nonce per value (NIST SP 800-38D); a sealed value is
 * `v1.` and base64url of nonce, tag and ciphertext.
 */
export function secretBox(key: Uint8Array): SecretBox {
  if (key.length !== KEY_BYTES)
    throw new ConnectorError({
      code: 'secret_key.invalid',
      message: `The secret key has ${key.length} bytes instead of ${KEY_BYTES}.`,
    });
  return {
    seal(plain, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(placeBytes(place));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64url');
      if (!sealed.startsWith(PREFIX) || bytes.length < NONCE_BYTES + TAG_BYTES) throw doesNotOpen(place);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(placeBytes(place));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        // Without the cause: the message of OpenSSL adds nothing, and nothing of the value may get near a log.
        throw doesNotOpen(place);
      }
    },
  };
}

/** JSON keeps the two parts apart: no two places give the same bytes. */
function placeBytes(place: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([place.backendId, place.field]));
}

function doesNotOpen(place: SecretPlace): ConnectorError {
  return new ConnectorError({
    code: 'secret_key.wrong',
    message: `The secret ${place.field} of ${place.backendId} cannot be decrypted: the secret key does not fit, or the stored value was changed.`,
    hint: 'Restart this process if the key was rotated while it ran. Else give the key this data folder was made with, or enter the credentials again with `backend edit` (key, secret and Odoo secret).',
  });
}
