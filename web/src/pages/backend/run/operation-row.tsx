import { Text } from '@mantine/core';
import type { RunOperation } from '../../../api/types.ts';
import { domainName } from '../../../parts/domains.ts';
import { OutsideLink } from '../../../parts/outside-link.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { Differences } from '../rows/differences.tsx';
import { fieldName, fieldText } from '../rows/field-names.ts';
import { EngineText, Remedy } from '../../../parts/engine-text.tsx';
import { groupName, SIGNS } from './kinds.ts';
import classes from './plan.module.css';

interface Props {
  readonly operation: RunOperation;
  /** Whether it stands outside of its group, and must name its domain and kind. */
  readonly isAlone?: boolean;
}

/** One change as a diff shows it: what, why, the old and the new value, what became of it and what to do. */
export function OperationRow({ operation, isAlone = false }: Props) {
  const t = useTexts();
  const { candidates, domain, group, key, kind, label, message, reason, record, remedy, status, type } =
    operation;
  // The key of a limitation is a word of the program; its label says the same to people.
  const place = [group, type === 'limitation' ? null : key].filter(Boolean).join(' · ');
  return (
    <li className={classes['operation']} data-kind={kind} data-failed={status === 'failed' || undefined}>
      <span className={classes['sign']} aria-hidden>
        {SIGNS[kind]}
      </span>
      <div className={classes['body']}>
        <div className={classes['head']}>
          <span className={classes['label']}>{label}</span>
          <span className={classes['key']}>{place}</span>
          {record !== null && record.id !== undefined && (
            <span className={classes['record']}>
              <RecordLink record={record} />
            </span>
          )}
        </div>
        {isAlone && (
          <Text size="xs" c="dimmed">
            {domainName(domain, t)} · {groupName(kind, status, t)}
          </Text>
        )}
        <Values operation={operation} />
        {reason !== '' && (
          <Text size="sm" c="dimmed">
            <EngineText text={reason} />
          </Text>
        )}
        {message !== null && message !== reason && (
          <Text size="sm" className={classes['message']}>
            <EngineText text={message} />
          </Text>
        )}
        {candidates.length > 0 && (
          <Text size="sm">
            {t('run.candidates')}{' '}
            {candidates.map((candidate, index) => (
              <span key={`${candidate.model} ${candidate.id ?? index}`}>
                {index > 0 && ', '}
                <RecordLink record={candidate} />
              </span>
            ))}
          </Text>
        )}
        {remedy !== '' && (
          <Text size="sm">
            <Remedy hint={remedy} />
          </Text>
        )}
      </div>
    </li>
  );
}

/** Old and new values, one beside the other; of a record that is created, what it is created with. */
function Values({ operation: { changes, kind, status, values } }: Pick<Props, 'operation'>) {
  const t = useTexts();
  const made = Object.entries(values).filter(([, value]) => value !== '');
  if (changes.length === 0)
    return made.length === 0 ? null : (
      <dl className={classes['made']}>
        {made.map(([field, value]) => (
          <div key={field}>
            <dt>{fieldName(field, t)}</dt>
            <dd>{fieldText(field, value, t)}</dd>
          </div>
        ))}
      </dl>
    );
  const isConflict = kind === 'conflict';
  const before = isConflict ? 'run.inOdoo' : status === 'applied' ? 'run.before' : 'run.now';
  return (
    <Differences
      changes={changes.map(({ field, from, to }) => ({ field, odoo: from, store: to }))}
      oldTitle={t(before)}
      newTitle={t(isConflict ? 'run.inStore' : 'run.after')}
    />
  );
}

function RecordLink({
  record: { id, label, model, url },
}: {
  readonly record: NonNullable<RunOperation['record']>;
}) {
  const name = label ?? `${model} ${id ?? ''}`.trim();
  return (
    <Text span size="sm">
      <OutsideLink href={url ?? null}>{name}</OutsideLink>
    </Text>
  );
}
