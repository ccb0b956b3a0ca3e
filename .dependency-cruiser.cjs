/** The floors of the house: arrows only ever point down. `test/walls.test.ts` plants a breach of every rule here. */

/** Files under `from` may use, of our own code, only what lies under `from` and `allowed`. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '[.]test[.]tsx?$' },
  to: { path: '^(src|contract|web|sandbox)/', pathNot: [from, ...allowed] },
})

/** Who may use whom, lowest first; always through the lower one's `index.ts`. */
const ladder = {
  workspaces: [],
  intake: ['workspaces'],
  contacts: ['workspaces', 'intake'],
  leads: ['workspaces', 'intake', 'contacts'],
  appointments: ['workspaces', 'intake', 'contacts', 'leads'],
  calls: ['workspaces', 'intake', 'contacts', 'leads', 'appointments'],
}

/** The folders of adapters: the only files that know a port and a vendor. */
const ADAPTERS = '^src/domains/[^/]+/(targets|desks|calendars|dialers|channels|understanding|sources|queues)/'

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('kernel-stands-alone', '^src/kernel/', [], 'pure words of the product'),
    {
      name: 'kernel-does-no-io',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '[.]test[.]ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(assert|crypto|util)$' },
    },
    only('contract-stands-alone', '^contract/', []),
    only('platform-below-everything', '^src/platform/', ['^src/kernel/', '^contract/']),
    only('integrations-know-no-domain', '^src/integrations/', ['^src/kernel/', '^src/platform/']),
    {
      name: 'vendors-do-not-meet',
      severity: 'error',
      from: { path: '^src/integrations/([^/]+)/' },
      to: { path: '^src/integrations/', pathNot: '^src/integrations/$1/' },
    },
    only('domains-do-not-look-up', '^src/domains/', [
      '^src/kernel/',
      '^src/platform/',
      '^src/integrations/',
      '^contract/',
    ]),
    ...Object.entries(ladder).map(([domain, below]) => ({
      name: `ladder-${domain}`,
      severity: 'error',
      comment: `${domain} may use: ${below.join(', ') || 'no other domain'}, each through its index.ts`,
      from: { path: `^src/domains/${domain}/` },
      to: {
        path: '^src/domains/',
        pathNot: [`^src/domains/${domain}/`, ...below.map((name) => `^src/domains/${name}/index[.]ts$`)],
      },
    })),
    {
      name: 'every-domain-is-on-the-ladder',
      comment: 'a new domain gets its line in `ladder` first',
      severity: 'error',
      from: {},
      to: { path: '^src/domains/', pathNot: Object.keys(ladder).map((domain) => `^src/domains/${domain}/`) },
    },
    {
      name: 'domains-are-met-at-the-door',
      comment: 'app, cli and main enter a domain by its index, routes, jobs or messages; adapters by their folder',
      severity: 'error',
      from: { path: '^src/(app|cli)/|^src/main[.]ts$', pathNot: '[.]test[.]ts$' },
      to: { path: '[.](store|tables)[.]ts$' },
    },
    {
      name: 'only-adapters-meet-vendors',
      severity: 'error',
      from: { path: '^src/domains/', pathNot: [ADAPTERS, '[.]test[.]ts$'] },
      to: { path: '^src/integrations/' },
    },
    {
      name: 'only-stores-speak-sql',
      severity: 'error',
      from: { path: '^src/domains/', pathNot: '[.](store|tables|test)[.]ts$' },
      to: { path: '[.]tables[.]ts$|node_modules/(kysely|pg)/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '[.]rules[.]ts$' },
      to: { path: '[.](store|routes|jobs)[.]ts$|^src/(platform|integrations)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'doors-open-outward',
      comment: 'routes and jobs are entered only from app/',
      severity: 'error',
      from: { path: '^(src|web|sandbox|contract)/', pathNot: '^src/app/|[.]test[.]ts$' },
      to: { path: '^src/.*[.](routes|jobs)[.]ts$' },
    },
    {
      name: 'routes-go-through-use-cases',
      severity: 'error',
      from: { path: '[.](routes|jobs)[.]ts$' },
      to: { path: '[.]store[.]ts$' },
    },
    only('web-knows-only-the-contract', '^web/', ['^contract/']),
    {
      name: 'web-features-do-not-meet',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/(features|app)/', pathNot: '^web/src/features/$1/' },
    },
    only('sandbox-knows-only-the-wire', '^sandbox/', ['^src/integrations/[^/]+/wire[.]ts$', '^src/kernel/clock[.]ts$']),
    {
      name: 'nobody-imports-a-test',
      severity: 'error',
      from: { pathNot: '[.]test[.]tsx?$|^test/' },
      to: { path: '[.]test[.]tsx?$|^test/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
  },
}
