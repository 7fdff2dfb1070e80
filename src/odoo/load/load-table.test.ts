import { describe, expect, it } from 'vitest';
import { loadTable } from './load-table.ts';

describe('loadTable', () => {
  it('puts one record on one row', () => {
    const rows = [{ externalId: 'm.a', values: { name: 'A', code: 'a' } }];
    expect(loadTable(['name', 'code'], rows)).toEqual({
      fields: ['id', 'name', 'code'],
      data: [['m.a', 'A', 'a']],
      recordOfRow: [0],
    });
  });

  it('lays the lines of two fields side by side and leaves the columns of the record empty below it', () => {
    const line = (field: string, id: string, kind: string) => ({
      field,
      externalId: `m.${id}`,
      values: { kind },
    });
    const table = loadTable(
      ['name'],
      [
        {
          externalId: 'm.tax',
          values: { name: 'Tax' },
          lines: [line('in', 'i1', 'base'), line('in', 'i2', 'tax'), line('out', 'o1', 'base')],
        },
        { externalId: 'm.bare', values: { name: 'Bare' } },
      ],
    );
    expect(table.fields).toEqual(['id', 'name', 'in/id', 'in/kind', 'out/id', 'out/kind']);
    expect(table.data).toEqual([
      ['m.tax', 'Tax', 'm.i1', 'base', 'm.o1', 'base'],
      ['', '', 'm.i2', 'tax', '', ''],
      ['m.bare', 'Bare', '', '', '', ''],
    ]);
    expect(table.recordOfRow).toEqual([0, 0, 1]);
  });
});
