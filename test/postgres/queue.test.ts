import { describeQueue } from '../../src/queue/suite/queue-suite.ts';
import { openPostgresStore } from './database.ts';

describeQueue('the queue on PostgreSQL', async () => {
  const store = await openPostgresStore();
  return { sql: store.sql, processes: 'shared', close: () => store.close() };
});
