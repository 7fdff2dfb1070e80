import type { ReactNode } from 'react';
import classes from './facts.module.css';

interface Props {
  readonly items: readonly { readonly name: string; readonly value: ReactNode }[];
}

/** Names and values, one beside the other. */
export function Facts({ items }: Props) {
  return (
    <dl className={classes['facts']}>
      {items.map(({ name, value }) => (
        <div key={name} className={classes['fact']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
