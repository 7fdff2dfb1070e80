import type { Proof } from '../../../api/types.ts';
import { useTexts } from '../../../texts/language.tsx';
import classes from './history.module.css';

/** How many comparisons agreed in each check, the oldest on the left. */
export function History({ proofs }: { readonly proofs: readonly Proof[] }) {
  const t = useTexts();
  const points = proofs.toReversed();
  const words = points
    .map(({ agree, compared, state }) => (state === 'failed' ? t('proof.failed') : `${agree}/${compared}`))
    .join(', ');
  return (
    <div className={classes['chart']} role="img" aria-label={t('proof.history', { results: words })}>
      {points.map(({ agree, compared, id, state }) => {
        const share = compared === 0 ? 1 : agree / compared;
        return (
          <span key={id} className={classes['column']} data-failed={state === 'failed' || undefined}>
            <span
              className={classes['agree']}
              style={{ height: `${state === 'failed' ? 0 : Math.round(share * 100)}%` }}
            />
          </span>
        );
      })}
    </div>
  );
}
