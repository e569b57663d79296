/** The application on a port of its own with a real browser before it, for what only a browser does. */
import type { Browser as Chromium, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { Config } from '../../src/platform/config.ts'
import type { TestSite } from './browser.ts'
import { startSite } from './browser.ts'
import { launchChromium, patience } from './chromium.ts'
import type { TestDatabase } from './database.ts'
import { createTestDatabase } from './database.ts'
import type { Listening } from './event-source.ts'
import { listenFor } from './event-source.ts'
import type { TestPerson } from './factories.ts'
import { freePort } from './running.ts'

export interface ShownSite {
  database: TestDatabase
  site: TestSite
  listening: Listening
  chromium: Chromium
  base: string
  /** What the pages of `open` complained of in their consoles. */
  faults: string[]
  /** A browser of somebody's own in which they are signed in. */
  browserOf(person: TestPerson, options?: BrowserContextOptions): Promise<BrowserContext>
  /** Their page at `path`, in a browser of their own. */
  open(person: TestPerson, path: string, options?: BrowserContextOptions): Promise<Page>
  stop(): Promise<void>
}

/** Phones are what most people have at hand. */
const phone = { viewport: { width: 360, height: 740 } }

export async function startShownSite({
  at,
  config = () => ({}),
}: { at?: Date; config?: (port: number) => Partial<Config> } = {}): Promise<ShownSite> {
  const database = await createTestDatabase()
  const port = await freePort()
  const base = `http://localhost:${port}`
  const site = await startSite(database, { at, config: { base_url: base, ...config(port) } })
  const listening = await listenFor(site.app, port)
  const chromium = await launchChromium()
  const faults: string[] = []
  const browserOf = async (person: TestPerson, options: BrowserContextOptions = phone) => {
    const context = await chromium.newContext(options)
    context.setDefaultTimeout(patience)
    await signIn(context, person, { listening, base })
    return context
  }
  return {
    ...{ database, site, listening, chromium, base, faults, browserOf },
    open: async (person, path, options) => {
      const page = await (await browserOf(person, options)).newPage()
      page.on('pageerror', (error) => faults.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text())
      })
      await page.goto(base + path)
      return page
    },
    stop: async () => {
      await chromium.close()
      await site.stop()
      await listening.stop()
      await database.drop()
    },
  }
}

/** Gives a browser the cookies of somebody who is signed in. */
export async function signIn(
  context: BrowserContext,
  person: TestPerson,
  { listening, base }: Pick<ShownSite, 'listening' | 'base'>,
): Promise<void> {
  const cookies = (await listening.cookieOf(person, base)).split('; ').map((pair) => /^([^=]+)=(.*)$/.exec(pair)!)
  await context.addCookies(cookies.map(([, name, value]) => ({ name: name!, value: value!, url: base })))
}
