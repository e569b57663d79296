/** axe-core finds nothing on any view, in a real browser, on a phone and on a desk: every sample of the gallery. */
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { samples } from '../src/web/dev/gallery.ts'
import { startSite } from './support/browser.ts'
import type { TestSite } from './support/browser.ts'
import { launchChromium } from './support/chromium.ts'
import type { TestDatabase } from './support/database.ts'
import { createTestDatabase } from './support/database.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let database: TestDatabase
let site: TestSite
let server: Server
let chromium: Browser
let base: string

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  server = createServer(site.app).listen(0)
  base = `http://localhost:${(server.address() as AddressInfo).port}`
  chromium = await launchChromium()
}, 60_000)
afterAll(async () => {
  await chromium.close()
  server.close()
  await site.stop()
  await database.drop()
})

interface Finding {
  id: string
  help: string
  where: string[]
}

async function findings(page: Page): Promise<Finding[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const axe = (
      globalThis as unknown as {
        axe: {
          run(options: object): Promise<{ violations: { id: string; help: string; nodes: { target: string[] }[] }[] }>
        }
      }
    ).axe
    const { violations } = await axe.run({
      // Findings alone: axe needs not describe what it found in order, nor look for more than a view has.
      resultTypes: ['violations'],
      preload: false,
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(' ')) }))
  })
}

describe.each([360, 1280])('at %i pixels', (width) => {
  test.each(Object.keys(samples))(
    'the pages of %s',
    async (room) => {
      const page = await chromium.newPage({ viewport: { width, height: 800 }, bypassCSP: true })
      const wrong: Record<string, unknown> = {}
      for (const name of Object.keys(samples[room]!.pages)) {
        await page.goto(`${base}/dev/gallery/${room}/${name}`)
        const found = await findings(page)
        if (found.length > 0) wrong[name] = found
        const isTooWide = await page.evaluate<boolean>(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        )
        if (isTooWide) wrong[`${name} width`] = 'scrolls sideways'
      }
      await page.close()
      expect(wrong).toEqual({})
    },
    240_000,
  )
})
