/** Figures on paper: the tables that stand in for the map are whole, and say figures and no addresses. */
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

test('coverage and the way to a certificate fit A4, or nearly, and print no address', async () => {
  const { db } = web.database
  const organisation = await addTestOrganisation(db, { name: 'East Hertfordshire District Council' })
  await addTestChampion(contextOf(db), { organisation_id: organisation.id })
  const coordinator = await addTestPerson(db, { roles: ['coordinator'] })
  for (const path of ['/reports/coverage', '/reports/funnel']) {
    // The width of A4 within its margins.
    const page = await web.open(coordinator, path, { viewport: { width: 718, height: 1000 } })
    await page.emulateMedia({ media: 'print' })
    // A browser makes a page a little smaller by itself so that it fits; what is much wider it cuts off.
    const times = await page.evaluate<number>(`document.documentElement.scrollWidth / innerWidth`)
    expect(times).toBeLessThan(1.25)
    const added = await page.evaluate<string[]>(
      `[...document.querySelectorAll('main table a')].map((link) => getComputedStyle(link, '::after').content)`,
    )
    expect(added.filter((content) => content !== 'none')).toEqual([])
    expect(added.length).toBeGreaterThan(0)
    await page.context().close()
  }
}, 240_000)
