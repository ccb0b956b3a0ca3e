/** The demo: one workspace with people, an agenda and every vendor simulated. Can be run again at every start. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { SCOPES } from '../../../contract/access.ts'
import type { Offers } from '../../domains/appointments/index.ts'
import {
  addMember,
  authenticateKey,
  createWorkspace,
  issueApiKey,
  issueHookToken,
  saveConnection,
  verifyHookToken,
} from '../../domains/workspaces/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Auth } from '../../platform/auth/auth.ts'
import type { Scope } from '../../platform/scope.ts'
import { deriveKey } from '../../platform/secrets/product-key.ts'
import type { Product } from '../product.ts'
import { seedAgenda, seedAppointments } from './agenda.ts'
import { seedPeople } from './seed-people.ts'

export const DEMO_WORKSPACE = '550e8400-e29b-41d4-a716-446655440000'
const USER = 'demo@antesala.example'

/** What `demo.json` holds, for whoever tries the product. */
export interface DemoFile {
  url: string
  workspaceId: string
  user: string
  password: string
  apiKey: string
  sandboxUrl: string
  /** An administrator at the vTiger simulator, once there is one. */
  vtiger: { username: string; accessKey: string }
  /** Where the simulators deliver their webhooks. */
  hooks: { pearl: string }
}

/** The simulated accounts; their secrets are no secrets. */
const SIMULATED = {
  pearl: {
    accountId: '7a00000000000000000000a1',
    secretKey: 'invented0sandbox0secret0key00001',
    outboundId: '7a0000000000000000000b01',
  },
  vtiger: { username: 'admin', accessKey: 'InventedKey00001' },
}

const ALL_DAY: [string, string][] = [['00:00', '24:00']]
const EVERY_DAY = { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY }
/** So that START shows something at night, and again a minute later. */
const SETTINGS = {
  policy: { profile: 'ES', hours: { service: EVERY_DAY }, gapMinutes: 0, capPerDay: 50, capPerWeek: 200 },
  calls: { outboundId: SIMULATED.pearl.outboundId },
}

interface DemoParts {
  url: string
  sandboxUrl: string
  signIn: Auth
  offers: Offers
}

export async function seedDemo(product: Product, { url, sandboxUrl, signIn, offers }: DemoParts): Promise<DemoFile> {
  const scope = product.scopeOf(DEMO_WORKSPACE)
  const before = await readDemoFile(product.config.dataDir)
  const apiKey = await keptKey(product, before)
  const password = deriveKey(product.productKey, 'demo password').toString('base64url').slice(0, 14)

  if (apiKey === null) {
    await openWorkspace(product)
    await letIn(scope, signIn, password)
    const people = await seedPeople(scope)
    await seedAgenda(scope)
    await seedAppointments(scope, people, { offers })
  }
  const token = await hookToken(scope, before)
  const pearlHook = `${url}/hooks/pearl/${token}`
  if (before?.sandboxUrl !== sandboxUrl) await connectSimulators(product, scope, sandboxUrl)
  await pointHooks(sandboxUrl, pearlHook)
  return {
    url,
    workspaceId: DEMO_WORKSPACE,
    user: USER,
    password,
    apiKey: apiKey ?? (await issueApiKey(scope, { name: 'Demo', scopes: SCOPES })).key,
    sandboxUrl,
    vtiger: SIMULATED.vtiger,
    hooks: { pearl: pearlHook },
  }
}

async function openWorkspace(product: Product): Promise<void> {
  try {
    await createWorkspace(product.db, product.clock, {
      id: DEMO_WORKSPACE,
      name: 'Clínica Demo',
      zone: 'Europe/Madrid',
      settings: SETTINGS,
    })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'workspace.exists')) throw error
  }
}

async function letIn(scope: Scope, signIn: Auth, password: string): Promise<void> {
  try {
    await addMember(scope, signIn, { name: 'Demo', email: USER, role: 'owner', password })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'member.exists')) throw error
  }
}

/** The key of an earlier start, where it still opens the door: then the demo was prepared to its end. */
async function keptKey(product: Product, before: DemoFile | null): Promise<string | null> {
  if (!before?.apiKey) return null
  const known = await authenticateKey(product.db, product.clock, before.apiKey)
  return known?.workspaceId === DEMO_WORKSPACE ? before.apiKey : null
}

/** Kept over restarts: a simulator that outlived us goes on delivering to it. */
async function hookToken(scope: Scope, before: DemoFile | null): Promise<string> {
  const kept = before?.hooks?.pearl.split('/').at(-1)
  if (kept && (await verifyHookToken(scope.db, 'pearl', kept)) === scope.workspaceId) return kept
  return issueHookToken(scope, 'pearl')
}

async function connectSimulators(product: Product, scope: Scope, sandboxUrl: string): Promise<void> {
  const { accountId, secretKey, outboundId } = SIMULATED.pearl
  await saveConnection(
    scope,
    { vendor: 'pearl', settings: { apiUrl: `${sandboxUrl}/pearl/v1`, outboundId }, secrets: { accountId, secretKey } },
    product.secrets,
  )
}

async function pointHooks(sandboxUrl: string, pearl: string): Promise<void> {
  const reply = await fetch(`${sandboxUrl}/control/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hooks: { pearl } }),
  })
  if (!reply.ok) throw new Error(`the sandbox refused its webhook address: ${reply.status}`)
}

async function readDemoFile(dataDir: string): Promise<DemoFile | null> {
  try {
    return JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')) as DemoFile
  } catch {
    return null
  }
}
