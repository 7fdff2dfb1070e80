import { backendRoute } from './backend-route.ts';
import { connectionRoutes } from './connection/route.ts';
import { consistencyRoutes } from './consistency/route.ts';
import { explainRoutes } from './explain/route.ts';
import { geographyRoutes } from './geography/route.ts';
import { overviewRoutes } from './overview/route.ts';
import { paymentsRoutes } from './payments/route.ts';
import { proofRoutes } from './proof/route.ts';
import { reviewRoutes } from './review/route.ts';
import { runsRoutes } from './runs/route.ts';
import { scheduleRoutes } from './schedule/route.ts';
import { settingsRoutes } from './settings/route.ts';
import { shippingRoutes } from './shipping/route.ts';
import { taxesRoutes } from './taxes/route.ts';

/** The tabs of a backend. Each has a folder with its `route.ts`; their order in the bar is in `frame/tab-bar.tsx`. */
const tabRoutes = [
  ...[...overviewRoutes, ...geographyRoutes, ...settingsRoutes, ...taxesRoutes, ...shippingRoutes],
  ...[...paymentsRoutes, ...consistencyRoutes, ...reviewRoutes, ...runsRoutes, ...explainRoutes],
  ...[...connectionRoutes, ...scheduleRoutes, ...proofRoutes],
] as const;

export const backendRoutes = [backendRoute.addChildren(tabRoutes)] as const;
