import { describe, expect, it } from 'vitest';
import { findRecordings, recordingsFolder } from './recordings.ts';
import { UNCOVERED, reasonWhyNot } from './uncovered.ts';

describe('the list of recordings that are not compared', () => {
  const recordings = findRecordings(recordingsFolder());

  it.each(UNCOVERED)('$reason', ({ reason }) => {
    // A line that matches nothing is stale: either the sandbox has learned it, or the recording is gone.
    expect(recordings.filter((name) => reasonWhyNot(name) === reason)).not.toEqual([]);
  });

  it('leaves most of what the sandbox is about', () => {
    expect(recordings.filter((name) => reasonWhyNot(name) === null).length).toBeGreaterThan(150);
  });
});
