import { spawnSync } from 'node:child_process';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

interface Bom {
  readonly [key: string]: unknown;
  readonly metadata: { readonly [key: string]: unknown; readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/**
 * What the published package contains or installs, by name, version, licence and hash: CycloneDX 1.5 as npm writes it from the
 * lock file, without what only the work on the project needs. It has no time and no number of its own, so that the same
 * sources give the same file.
 * @param built names of the development packages that became part of the program or its page
 */
export function softwareBill(root: string, built: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    // In an environment for production npm leaves out what was only installed for the build, and became part of it.
    ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--include=dev'],
    { cwd: root, encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`npm sbom failed: ${stderr}`);
  const bom = JSON.parse(stdout) as Bom;
  const components = bom.components.filter((part) => !isForDevelopment(part) || built.includes(part.name));
  const kept = new Set(components.map(({ name, version }) => `${name}@${version}`));
  // npm names the package by its folder.
  const own = { ...bom.metadata.component, name: 'odoo-woocommerce-connector' };
  const metadata = { ...bom.metadata, timestamp: undefined, component: own };
  const dependencies = bom.dependencies
    .filter(({ ref }) => kept.has(ref) || ref === `${own.name}@${own.version}`)
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((name) => kept.has(name)) }));
  return `${JSON.stringify({ ...bom, serialNumber: undefined, metadata, components, dependencies }, null, 1)}\n`;
}

function isForDevelopment({ properties = [] }: Component): boolean {
  return properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
}
