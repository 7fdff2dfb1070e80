import { useNavigate } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import type { Row } from '../../../api/types.ts';
import classes from './rows.module.css';

/**
 * The name of a row in a list, which opens the row beside it. A link of the router follows every change of the address, and
 * the links of all rows together take longer than a filter may.
 */
export function RowLink({ row: { key, label, type } }: { readonly row: Row }) {
  const navigate = useNavigate();
  const open = (event: MouseEvent) => {
    // Another tab, another window, or a download: what the browser does with a link.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void navigate({ to: '.', search: (before) => ({ ...before, row: key }), replace: true });
  };
  return (
    <a
      href={`?${new URLSearchParams({ list: type, row: key })}`}
      className={`mantine-focus-auto ${classes['name']}`}
      onClick={open}
    >
      {label}
    </a>
  );
}
