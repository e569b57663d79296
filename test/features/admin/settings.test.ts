/** What the force sets, through HTTP: names, colour, logo, and the files that show them. */
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'

let database: TestDatabase
let site: TestSite
let browser: Browser

const fields = {
  force_name: 'Bedfordshire Police',
  team_name: 'Hate crime unit',
  contact_address: 'Hate.Crime@beds.example',
  brand_colour: '5B2D8C',
  signatory_name: "Siân O'Brien-Żak 李小龍",
  signatory_title: 'Chief Constable',
  sender_name: 'Champions\r\nBcc: all@beds.example',
  sender_address: 'no-reply@beds.example',
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
  const administrator = await addTestPerson(database.db, { roles: ['administrator'] })
  browser = await site.browser(administrator.email)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

test('new settings show at once, in the frame and in the style sheet, and are in the audit', async () => {
  const saved = await browser.post('/admin/settings', fields)
  expect(saved.status).toBe(303)
  const page = await browser.follow(saved)
  expect(page.text).toContain('Bedfordshire Police')
  expect(page.text).toContain('The settings were saved')
  const theme = await (await site.browser()).get('/theme.css')
  expect(theme.text).toBe(':root{--brand:#5b2d8c;--brand-text:#fff}')
  expect(theme.headers['content-type']).toContain('text/css')
  const stored = await database.db('settings').first()
  expect(stored).toMatchObject({
    contact_address: 'hate.crime@beds.example',
    sender_name: 'Champions Bcc: all@beds.example',
  })
  const audit = await database.db('audit_events').where({ action: 'admin.change-settings' })
  expect(audit).toHaveLength(1)
  expect(audit[0]!.before).toMatchObject({ force_name: 'Hertfordshire Constabulary' })
  // Saving what is there already changes nothing.
  await browser.post('/admin/settings', fields)
  expect(await database.db('audit_events').where({ action: 'admin.change-settings' })).toHaveLength(1)
})

test('a colour that white text cannot stand on is refused in plain words, and everything typed is kept', async () => {
  const answer = await browser.post('/admin/settings', { ...fields, force_name: 'Kept', brand_colour: '#ffcc00' })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain(
    'White text on #ffcc00 is too hard to read: its contrast is 1.5 to 1, and 4.5 to 1 is needed',
  )
  expect(answer.text).toContain('value="Kept"')
  const second = await browser.post('/admin/settings', { ...fields, brand_colour: 'red;}', sender_address: 'nobody' })
  expect(second.text).toContain('Enter a colour as # and six digits')
  expect(second.text).toContain('Enter an email address in the correct format')
})

test('a logo is taken, shown to anybody for ever, and removed after asking', async () => {
  const taken = await browser.upload(
    '/admin/settings/logo',
    { logo: { name: 'crest.png', bytes: png } },
    { logo_alt: 'Crest' },
  )
  expect(taken.status).toBe(303)
  const page = await browser.get('/admin/settings/logo')
  const address = /\/logo\/[0-9a-f-]{36}/.exec(page.text)![0]
  const logo = await (await site.browser()).get(address)
  expect(logo.status).toBe(200)
  expect(logo.headers['content-type']).toBe('image/png')
  expect(logo.headers['cache-control']).toContain('immutable')
  expect((await browser.get('/admin/settings/logo/removal')).text).toContain('Remove the logo')
  expect((await browser.post('/admin/settings/logo/removal')).status).toBe(303)
  expect((await browser.post('/admin/settings/logo/removal')).status).toBe(303)
  expect((await browser.get('/admin/settings/logo')).text).toContain('There is no logo yet')
})

test('overlong words beside an upload are refused beside their field, and kept', async () => {
  const logo_alt = 'x'.repeat(20_000)
  const refused = await browser.upload('/admin/settings/logo', { logo: { name: 'a.png', bytes: png } }, { logo_alt })
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(`value="${logo_alt}"`)])
})

test.each([
  ['no file', {}, 'Choose a PNG or JPEG picture'],
  [
    'an SVG with a script',
    { logo: { name: 'x.png', bytes: '<svg><script>1</script></svg>' } },
    'must be a sound PNG or JPEG',
  ],
  ['a picture that breaks off', { logo: { name: 'x.png', bytes: png.subarray(0, 45) } }, 'must be a sound PNG or JPEG'],
  [
    'a megabyte',
    { logo: { name: 'x.png', bytes: Buffer.concat([png, Buffer.alloc(1_000_000)]) } },
    'smaller than 500 kB',
  ],
])('%s is refused beside the field', async (_what, files, sentence) => {
  const answer = await browser.upload(
    '/admin/settings/logo',
    files as Record<string, { name: string; bytes: Buffer }>,
    {
      logo_alt: 'Crest',
    },
  )
  expect(answer.status).toBe(422)
  expect(answer.text).toContain(sentence)
  expect(answer.text).toContain('value="Crest"')
})

test('only public files have an address', async () => {
  const id = '01890000-0000-7000-8000-000000000001'
  await database.db('files').insert({
    id,
    sha256: Buffer.alloc(32),
    media_type: 'image/png',
    file_name: 'secret.png',
    bytes: png,
    created_at: new Date('2027-01-04T09:00:00Z'),
  })
  for (const path of [`/logo/${id}`, '/logo/01890000-0000-7000-8000-000000000002', '/logo/x'])
    expect((await browser.get(path)).status).toBe(404)
})
