import { isReadableOnTheWay } from '../../core/address.ts';
import type { RequiredPermission } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { OdooApp, OdooIdentity } from '../../odoo/port.ts';
import type { Backend, BackendSecrets } from '../../database/port.ts';
import { attempt } from '../attempt.ts';
import { describeBranch } from '../branch.ts';
import { checksOf, type Check } from './doctor.ts';
import { checkClock } from './clock.ts';
import type { EngineServices, OdooSession, SessionOptions } from '../ports.ts';
import { hasRight } from '../plan/rights.ts';

/** The newest series whose API was measured. */
const MAX_TESTED_SERIES = 19;

const UNENCRYPTED =
  'Odoo is reached without https: anybody on the way can read login and API key, and change what is written';
const USE_HTTPS = 'Give Odoo an https address, then: woo-odoo backend edit --odoo-url https://...';

/** Asks the Odoo of a backend who it is and what the connector's user may do. */
export async function checkOdoo(
  backend: Backend,
  { odooSecret }: BackendSecrets,
  services: EngineServices,
  options: SessionOptions,
): Promise<Check[]> {
  const place = { url: backend.odooUrl, caFile: backend.odooCaFile ?? undefined };
  const [session, ahead] = await Promise.all([
    attempt(() =>
      services.openOdoo(
        {
          ...place,
          database: backend.odooDatabase,
          login: backend.odooLogin,
          secret: odooSecret,
          companyId: backend.odooCompanyId,
          asksForCompanies: true,
        },
        options,
      ),
    ),
    attempt(() => services.odooClock(place)),
  ]);
  const clock = checkClock(backend.name, 'Odoo', ahead, null);
  const { failure } = checksOf(backend.name);
  if (session instanceof ConnectorError) return [failure('Odoo', session), ...clock];
  const needs = services.domains.flatMap((domain) => domain.requiredPermissions ?? []);
  return [
    ...judgeOdoo(backend, session.identity),
    ...(await checkRights(backend.name, needs, session)),
    await checkApp(backend.name, session),
    ...clock,
  ];
}

function judgeOdoo(backend: Backend, { version, series, protocol, ...found }: OdooIdentity): Check[] {
  const { ok, warning } = checksOf(backend.name);
  const how = protocol === 'json2' ? 'JSON-2' : 'JSON-RPC';
  const answers = `${version} at ${backend.odooUrl} answers over ${how} as ${found.login}`;
  return [
    series <= MAX_TESTED_SERIES
      ? ok('Odoo', answers)
      : warning(
          'Odoo',
          `${answers}; series later than ${MAX_TESTED_SERIES} have not been tested`,
          'Check for a newer version of the connector, and review every plan before applying it.',
        ),
    checkUuid(backend, found.databaseUuid),
    ok('company', describeBranch(found.company) ?? `${found.company.name} (${found.company.id})`),
    ...(isReadableOnTheWay(backend.odooUrl) ? [warning('Odoo connection', UNENCRYPTED, USE_HTTPS)] : []),
  ];
}

function checkUuid(backend: Backend, found: string | null): Check {
  const { ok, warning, problem } = checksOf(backend.name);
  const name = 'Odoo database';
  if (found === null)
    return warning(
      name,
      `${backend.odooDatabase} does not report its uuid, so a restored copy cannot be detected`,
      'Install the app "iap" in Odoo (installed by default), or let the connector sign in as an administrator.',
    );
  if (backend.odooDatabaseUuid === null || backend.odooDatabaseUuid === found)
    return ok(name, `${backend.odooDatabase}, uuid ${found}`);
  return problem(
    name,
    `${backend.odooDatabase} has the uuid ${found}, but was paired with ${backend.odooDatabaseUuid}: it may be a restored copy`,
    `If it is the right one now: woo-odoo backend edit "${backend.name}" --accept-database`,
  );
}

async function checkRights(
  backend: string,
  needs: readonly RequiredPermission[],
  session: OdooSession,
): Promise<Check[]> {
  const { ok, problem, failure } = checksOf(backend);
  const granted: RequiredPermission[] = [];
  const missing: RequiredPermission[] = [];
  for (const need of needs) {
    const allowed = await attempt(() => hasRight(need, session));
    if (allowed instanceof ConnectorError) {
      // A module that is not installed has no rights; its domain reports it itself.
      if (allowed.code === 'odoo.missing_model') continue;
      return [failure('rights in Odoo', allowed)];
    }
    if (allowed) granted.push(need);
    else missing.push(need);
  }
  if (missing.length === 0) {
    return [ok('rights in Odoo', `may ${granted.map(({ purpose }) => purpose).join(', ')}`)];
  }
  return missing.map(({ model, right, purpose, remedy }) =>
    problem(
      'rights in Odoo',
      `the user may not ${purpose} (${right} on ${model})`,
      remedy(session.identity.series),
    ),
  );
}

/** Odoo's app and the connector are upgraded apart; each works with the other, but shows less. */
function checkAge(
  backend: string,
  { age, brings, version }: Pick<OdooApp, 'age' | 'brings' | 'version'>,
): Check {
  const { ok, warning } = checksOf(backend);
  switch (age) {
    case 'same':
      return ok('Odoo app', `installed, version ${version}`);
    case 'older':
      return warning(
        'Odoo app',
        `version ${version} is installed, and this connector brings ${brings}; what is new is not shown in Odoo`,
        'Upgrade it as an administrator of Odoo; all data stays: woo-odoo odoo-app upgrade',
      );
    case 'newer':
      return warning(
        'Odoo app',
        `version ${version} is installed, and this connector brings ${brings}; a newer connector has upgraded it`,
        'Install the newer connector again. Until then syncs work, but the app shows only what this one knows.',
      );
  }
}

async function checkApp(backend: string, session: OdooSession): Promise<Check> {
  const { warning, failure } = checksOf(backend);
  const name = 'Odoo app';
  const access = await attempt(() => session.app());
  if (access instanceof ConnectorError) return failure(name, access);
  switch (access.state) {
    case 'ready':
      return checkAge(backend, access.app);
    case 'denied':
      return warning(
        name,
        'the WooCommerce app is installed, but this user may not use it; syncs work, but nothing about them is shown in Odoo',
        'Ask an Odoo administrator to give this user the group Connector of the WooCommerce app.',
      );
    case 'absent':
      return warning(
        name,
        'the WooCommerce app is not installed; syncs work, but nothing about them is shown in Odoo',
        'Ask an Odoo administrator to install it: woo-odoo odoo-app install',
      );
  }
}
