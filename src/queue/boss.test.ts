import { openMemoryStore } from '../database/open.ts';
import { describeQueue } from './suite/queue-suite.ts';

describeQueue('the queue on PGlite', async () => {
  const store = await openMemoryStore();
  return { sql: store.sql, processes: 'alone', close: () => store.close() };
});
