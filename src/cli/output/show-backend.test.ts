import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { sampleBackend } from '../../database/testing/samples.ts';
import { showBackend } from './show-backend.ts';
import type { OutputStream } from './terminal.ts';

it.each(['production', 'staging'] as const)('shows that a backend is for %s', (environment) => {
  const out = new PassThrough();
  showBackend(out as unknown as OutputStream, sampleBackend({ environment }));
  expect(String(out.read())).toMatch(new RegExp(`^environment +${environment}$`, 'mu'));
});
