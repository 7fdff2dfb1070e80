import { describeQueue } from '../../src/queue/testing/queue-suite.ts';
import { openQueue } from '../../src/queue/open.ts';
import { openPostgresDatabase } from './database.ts';

describeQueue('the queue on PostgreSQL', async () => {
  const database = await openPostgresDatabase();
  return { open: (onFault) => openQueue(database.sql, onFault), close: () => database.close() };
});
