import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { StoreFailure, warningsWithoutSecrets, withoutSecrets } from './failure.ts';
import { redactor } from './redact.ts';

const redact = redactor({ consumerKey: 'ck_canary', consumerSecret: 'cs_canary' });
const thrownBy = (error: unknown) =>
  withoutSecrets(redact, () => Promise.reject(error as Error)).catch((thrown: unknown) => thrown);

test('a failure leaves with its code and without keys', async () => {
  const failure = new StoreFailure({
    ...{ code: 'store.busy', message: 'at cs_canary', hint: 'not ck_canary' },
    ...{ retryable: true, retryAfterMs: 5 },
  });
  const thrown = await thrownBy(failure);
  expect(thrown).toMatchObject({
    name: 'ConnectorError',
    code: 'store.busy',
    message: 'at [removed]',
    hint: 'not [removed]',
    retryable: true,
    retryAfterMs: 5,
  });
  expect(inspect(thrown, { showHidden: true, depth: 9 })).not.toContain('canary');
});

test('so does a fault of the program, with its name and its stack', async () => {
  const fault = new RangeError('broke on cs_canary', { cause: new Error('cs_canary') });
  Object.assign(fault, { url: 'https://shop.example/?consumer_secret=cs_canary' });
  const thrown = await thrownBy(fault);
  expect(thrown).toMatchObject({ name: 'RangeError', message: 'broke on [removed]' });
  expect((thrown as Error).stack).toContain('failure.test.ts');
  expect(inspect(thrown, { showHidden: true, depth: 9 })).not.toContain('canary');
  expect(await thrownBy('cs_canary')).toMatchObject({ message: '[removed]' });
});

test('and so do warnings', () => {
  const heard: unknown[] = [];
  warningsWithoutSecrets(redact, (warning) => heard.push(warning))({
    code: 'store.noise',
    message: 'said ck_canary',
  });
  expect(heard).toEqual([{ code: 'store.noise', message: 'said [removed]' }]);
});
