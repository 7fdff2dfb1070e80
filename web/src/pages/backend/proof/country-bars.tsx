import type { ProofDetails } from '../../../api/types.ts';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import classes from './country-bars.module.css';
import { ROW_STATE_NAMES, ROW_STATES } from './row-states.ts';

interface Props {
  readonly countries: ProofDetails['countries'];
  readonly chosen: string | undefined;
  readonly onChoose: (country: string | undefined) => void;
}

/** A tile for each country with a bar of its results; a press shows its places alone. */
export function CountryBars({ countries, chosen, onChoose }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
  const nameOf = (country: string) => (/^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : country);
  return (
    <ul className={classes['tiles']} aria-label={t('proof.countries')}>
      {countries.map(({ counts, country }) => {
        const parts = ROW_STATE_NAMES.flatMap((state) => {
          const count = counts[state] ?? 0;
          return count === 0 ? [] : [{ state, count }];
        });
        const words = parts.map(({ count, state }) => `${t(ROW_STATES[state].text)}: ${count}`).join(', ');
        const isChosen = chosen === country;
        const title = country === '' ? t('proof.noCountry') : nameOf(country);
        return (
          <li key={country}>
            <button
              {...{ type: 'button', className: classes['tile'], 'aria-pressed': isChosen, title: words }}
              onClick={() => onChoose(isChosen ? undefined : country)}
            >
              <span className={classes['name']}>{title}</span>
              <span className={classes['words']}>{words}</span>
              <span className={classes['bar']} aria-hidden>
                {parts.map(({ count, state }) => (
                  <span key={state} data-tone={ROW_STATES[state].tone} style={{ flexGrow: count }} />
                ))}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
