import type { Json } from '../json.ts';
import type { Environment } from './environment.ts';

/** Works a value out from others. */
export type Computation = (env: Environment, id: number) => Json;
