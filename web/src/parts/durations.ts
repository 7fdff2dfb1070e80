/** How long something took, as people write it: "420 ms", "3.2 s", "2 min 5 s". */
export function durationText(milliseconds: number, language: string): string {
  const unit = (value: number, name: 'millisecond' | 'second' | 'minute' | 'hour', digits = 0) =>
    new Intl.NumberFormat(language, {
      ...{ style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits },
    }).format(value);
  if (milliseconds < 1000) return unit(milliseconds, 'millisecond');
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return unit(seconds, 'second', 1);
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return [unit(minutes, 'minute'), unit(whole % 60, 'second')].join(' ');
  return [unit(Math.floor(minutes / 60), 'hour'), unit(minutes % 60, 'minute')].join(' ');
}

/** How long a run took, in milliseconds; null while it works. */
export function lengthOf(run: {
  readonly startedAt: string;
  readonly endedAt: string | null;
}): number | null {
  return run.endedAt === null ? null : Math.max(0, Date.parse(run.endedAt) - Date.parse(run.startedAt));
}
