import { describeQueue } from '../../src/queue/testing/queue-suite.ts';
import { openQueue } from '../../src/queue/open.ts';
import { openPostgresStore } from './database.ts';

describeQueue('the queue on PostgreSQL', async () => {
  const store = await openPostgresStore();
  return { open: (onFault) => openQueue(store.sql, onFault), close: () => store.close() };
});
