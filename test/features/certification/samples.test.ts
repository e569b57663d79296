/** Sample certificates: every script prints, nothing is kept, and only those who design them see them. */
import { sampleNames } from '../../../src/features/certification/rules.ts'
import { unprintableCharacters } from '../../../src/features/certification/pdf.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'

let database: TestDatabase
let site: TestSite

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

test('the page leads to a PDF for the longest name on file and for each script, in both languages; nothing is kept', async () => {
  await addTestPerson(database.db, { full_name: 'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine the Elder' })
  const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
  const page = await coordinator.get('/certificates/samples')
  expect(page.text).toContain('Wolfeschlegelsteinhausenbergerdorff')
  const first = page.text.split('</section>')[0]!
  const links = [...first.matchAll(/href="(\/certificates\/samples\/sample\.pdf[^"]+)"/g)].map((found) =>
    found[1]!.replaceAll('&amp;', '&'),
  )
  expect(links).toHaveLength(12)
  for (const link of links) {
    const pdf = await coordinator.get(link).buffer(true)
    expect(pdf.status).toBe(200)
    expect(pdf.headers['content-type']).toBe('application/pdf')
    expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-')
  }
  expect(await database.db('files').where({ media_type: 'application/pdf' })).toEqual([])
  for (const odd of ['name=nobody', 'name=constructor', 'programme_id=x'])
    expect(
      (
        await coordinator.get(
          `${links[0]!.split('&name')[0]}&${odd}`.replace(/programme_id=[^&]+&programme_id/, 'programme_id'),
        )
      ).status,
    ).toBe(404)
  const trainer = await site.browser((await addTestPerson(database.db, { roles: ['trainer'] })).email)
  expect((await trainer.get('/certificates/samples')).status).toBe(403)
})

test('the fonts we carry have every letter of the samples', () => {
  for (const { name } of Object.values(sampleNames)) expect(unprintableCharacters(name)).toEqual([])
})
