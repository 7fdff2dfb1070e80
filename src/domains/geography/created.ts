import type { CreatedRecords } from '../../core/created-records.ts';
import { COUNTRY_MODEL, STATE_MODEL } from './models.ts';

/** Neither countries nor states have an archive (17, 18, 19). */
export const CREATED: CreatedRecords = {
  models: [
    { model: STATE_MODEL, type: 'state', how: 'stay' },
    { model: COUNTRY_MODEL, type: 'country', how: 'stay' },
  ],
};
