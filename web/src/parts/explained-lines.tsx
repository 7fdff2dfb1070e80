import { Table, Text, Title } from '@mantine/core';
import type { components } from '../api/schema.ts';
import classes from './explained-lines.module.css';

type ExplainedTable = components['schemas']['Explanation']['tables'][number];

interface Props {
  readonly table: ExplainedTable;
  /** The last column is a sentence. */
  readonly endsInText?: boolean;
}

/** How a side calculates, line by line. */
export function ExplainedLines({ endsInText = false, table: { empty, head, rows, title } }: Props) {
  return (
    <div className={classes['lines']} data-sentences={endsInText}>
      <Title order={3} size="h4" p="md" pb="xs">
        {title}
      </Title>
      {rows.length === 0 ? (
        <Text p="md" pt={0} c="dimmed">
          {empty}
        </Text>
      ) : (
        <div className={classes['scroll']} tabIndex={0} role="region" aria-label={title}>
          <Table className={classes['table']}>
            <Table.Thead>
              <Table.Tr>
                {head.map((name, index) =>
                  name === '' ? <Table.Td key={index} /> : <Table.Th key={index}>{name}</Table.Th>,
                )}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row, index) => (
                <Table.Tr key={index}>
                  {row.map((value, column) => (
                    <Table.Td key={column}>{value}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </div>
  );
}
