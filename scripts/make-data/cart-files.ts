import { join } from 'node:path';
import type { z } from 'zod';
import { readRecording } from './recording.ts';

export const CARTS_VERSION = '10.6.2';
/** Whose settings and products hold for all: the recorded stores were made from one seed. */
export const STORE_VERSION = '11.0.1';

export const flag = (value: boolean) => (value ? 1 : 0);

/** Where the carts lie within the recordings. */
export function cartsFolder(folder: string): string {
  return join(folder, 'woocommerce', CARTS_VERSION, 'carts');
}

/** The recorded carts, in the order in which every fixture lists them; the files are named after what was varied. */
export function readCartFiles<Shape>(folder: string, schema: z.ZodType<Shape>): Shape[] {
  const both = ['no', 'yes'];
  const names = both.flatMap((included) =>
    both.flatMap((subtotal) =>
      ['inherit', 'reduced-rate'].map(
        (shipping) => `incl-${included}_roundsub-${subtotal}_ship-${shipping}.json`,
      ),
    ),
  );
  return names.map((name) => readRecording(join(cartsFolder(folder), name), schema));
}
