/** Coverage on paper: the tables that stand in for the map are whole, and say figures and no addresses. */
import { addTestChampion } from '../../support/awarded.ts'
import { contextOf } from '../../support/context.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { ShownSite } from '../../support/shown-site.ts'
import { startShownSite } from '../../support/shown-site.ts'

let web: ShownSite

beforeAll(async () => {
  web = await startShownSite()
}, 240_000)
afterAll(() => web.stop())

test.each(['/reports/coverage', '/reports/funnel'])(
  '%s fits A4 and prints no address',
  async (path) => {
    const { db } = web.database
    const organisation = await addTestOrganisation(db, { name: 'East Hertfordshire District Council' })
    await addTestChampion(contextOf(db), { organisation_id: organisation.id })
    const coordinator = await addTestPerson(db, { roles: ['coordinator'] })
    // The width of A4 within its margins.
    const page = await web.open(coordinator, path, { viewport: { width: 718, height: 1000 } })
    await page.emulateMedia({ media: 'print' })
    const widest = await page
      .locator('main table')
      .evaluateAll((tables) => Math.max(...tables.map((table) => table.getBoundingClientRect().right)))
    expect(widest).toBeLessThanOrEqual(718)
    const added = await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => getComputedStyle(link, '::after').content))
    expect(added.filter((content) => content.includes('/reports') || content.includes('/roster'))).toEqual([])
    expect(added.length).toBeGreaterThan(3)
  },
  240_000,
)
