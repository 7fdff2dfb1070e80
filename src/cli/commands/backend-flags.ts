/** The flags of `backend add` and `backend edit`; what is missing is asked for on a terminal. */
export interface BackendFlags {
  readonly name?: string;
  readonly storeUrl?: string;
  /** True: the flag without a value, so it is in the environment or asked for. */
  readonly consumerKey?: string | true;
  readonly consumerSecret?: string | true;
  readonly storeCaFile?: string;
  readonly odooUrl?: string;
  readonly odooDatabase?: string;
  readonly odooLogin?: string;
  readonly odooSecret?: string | true;
  readonly odooCompany?: number;
  readonly odooCaFile?: string;
  readonly onPersonChange?: 'keep' | 'store_wins';
  readonly environment?: 'production' | 'staging';
  readonly concurrency?: number;
  readonly taxAmbiguous?: 'create' | 'ask';
  readonly taxAccount?: string;
  readonly taxPositionLimit?: number;
  readonly taxLimit?: number;
  readonly positionOrder?: 'ask' | 'align';
  readonly chartPositions?: 'ask' | 'map';
  readonly currency?: 'activate' | 'ask';
  readonly shippingCurrency?: 'convert' | 'refuse';
  readonly verify?: 'never' | 'after_changes';
  readonly acceptDatabase?: boolean;
  /** Only `backend edit`. */
  readonly replaceKey?: boolean;
  /** Only `backend add`. False with `--no-take-over`. */
  readonly takeOver?: boolean;
}
