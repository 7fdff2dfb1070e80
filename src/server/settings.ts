/** What the settings decide about page and API. */
export interface ServerSettings {
  /** Where people reach the page from outside, behind a proxy: `https://sync.example`; null: as it listens. */
  readonly publicUrl: string | null;
  /** Names under which requests may come, beside `localhost` and addresses in numbers. */
  readonly hostNames: readonly string[];
  /** Whether `/metrics` may be read without a sign-in. */
  readonly openMetrics: boolean;
  /** Whether `X-Forwarded-For` and `-Proto` of the proxy in front are believed. */
  readonly behindProxy: boolean;
}
