import type { ReactNode } from 'react';
import classes from './facts.module.css';

interface Props {
  readonly items: readonly {
    readonly name: string;
    /** How the name is shown, where it is no plain text. */
    readonly label?: ReactNode;
    readonly value: ReactNode;
  }[];
}

/** Names and values, one beside the other. */
export function Facts({ items }: Props) {
  return (
    <dl className={classes['facts']}>
      {items.map(({ name, label = name, value }) => (
        <div key={name} className={classes['fact']}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
