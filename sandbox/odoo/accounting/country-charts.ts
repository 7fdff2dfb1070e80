import charts from '../../data/charts.json' with { type: 'json' };
import type { Series } from '../model.ts';
import type { ChartData } from './chart.ts';

/** The charts of accounts with which a fresh database can start; `recorded` is the one that the recordings have. */
export const CHARTS = ['recorded', 'us', 'de', 'fr', 'in', 'ca', 'ga', 'bo'] as const;
export type ChartName = (typeof CHARTS)[number];

/** A chart of one country, and what else a database has that was made with it. */
export interface CountryChart extends ChartData {
  /** Of the company: ISO codes. */
  readonly country: string;
  readonly currency: string;
  /** Installed beside those of the series. */
  readonly modules: readonly string[];
  readonly cashJournal: boolean;
}

/**
 * The chart of a country in a series, as measured on fresh databases and read in the sources; null where it is the
 * recorded one: up to 18 a company in the US gets Odoo's generic chart, and so do the recordings. Charts that serve as
 * examples of a kind (taxes in groups, in the price) are the same in all series.
 */
export function countryChart(name: ChartName, series: Series): CountryChart | null {
  const found: unknown = Object.entries(charts).find(
    ([key]) => key === `${name}-${series}` || key === name,
  )?.[1];
  return (found as CountryChart | undefined) ?? null;
}
