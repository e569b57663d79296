/** A champion over three years: certified, reminded, renewed, lapsed in the grace, renewed again, lapsed for good, back; and revoked. */
import { addTestCourse } from '../support/courses.ts'
import type { TestCourse } from '../support/courses.ts'
import { contextOf } from '../support/context.ts'
import { addTestOrganisation, addTestPerson } from '../support/factories.ts'
import type { Someone } from './hertfordshire/story/someone.ts'
import { linkIn } from './hertfordshire/story/someone.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'

let stage: Stage
let coordinator: Someone
let champion: Someone
let anyone: Someone
let whole: TestCourse
let programme: { slug: string; name: string }
let title: string

beforeAll(async () => {
  stage = await openStage(new Date('2027-04-12T08:00:00Z'))
  const { db } = stage.database
  const ctx = contextOf(db)
  whole = await addTestCourse(ctx, { pages: ['What a champion does'] })
  await addTestCourse(ctx, { pages: ['What is new'], programme_id: whole.programme_id, kind: 'refresher' })
  programme = (await db('programmes').where({ id: whole.programme_id }).first('slug', 'name'))!
  coordinator = await stage.staff('Cleo Coordinator', 'coordinator')
  title = (await db('courses').where({ id: whole.course_id }).first('title'))!.title
  const organisation = await addTestOrganisation(db, { name: 'Dacorum Borough Council' })
  const known = await addTestPerson(db, { full_name: 'Ann Lee', organisation_id: organisation.id })
  champion = stage.someone({ full_name: known.full_name, email: known.email })
  anyone = stage.someone({ full_name: 'Anyone', email: 'none' })
})
afterAll(() => stage.close())

/** What the public check says of the certificate of that letter. */
async function checked(address: string): Promise<string> {
  await anyone.browser.open(address)
  return anyone.browser.page.text
}

async function onRoster(): Promise<string[]> {
  await coordinator.signIn()
  await coordinator.browser.open(`/roster?programme=${programme.slug}`)
  return coordinator.browser.page.text.includes('Ann Lee')
    ? coordinator.browser.page.table().map((row) => row.State!)
    : []
}

async function readThePage(): Promise<void> {
  await champion.browser.open('/my-training')
  await champion.browser.press(/^(Start|Continue)$/)
  await champion.browser.press('Mark as done and go on')
}

let first: string
let second: string
let third: string

test('certified in 2027, and asked half a year later whether she still is a champion', async () => {
  await champion.signIn()
  await champion.browser.open('/my-training')
  await champion.browser.press(`Start ${title}`)
  await champion.browser.press('Mark as done and go on')
  first = linkIn(await champion.read(/Your certificate:/), '/verify/')
  expect(await checked(first)).toContain('This certificate is valid until 12 April 2028')
  expect(await onRoster()).toEqual(['Current'])

  await stage.waitUntil(new Date('2027-10-12T09:00:00Z'))
  const question = await champion.read(/Are you still a hate crime champion/)
  await anyone.browser.open(linkIn(question, '/still-champion/'))
  await anyone.browser.press('Yes, I am still a champion')
  expect(anyone.browser.page.text).toContain('We ask again in a year')
})

test('reminded 90 days before the end, she renews early and loses no day', async () => {
  await stage.waitUntil(new Date('2028-01-13T09:00:00Z'))
  expect(await onRoster()).toEqual(['Expiring'])
  const letter = await champion.read(/valid for another 90 days/)
  await champion.signIn()
  await champion.browser.open(linkIn(letter, '/certificates/'))
  await champion.browser.press(/^Begin:/)
  await readThePage()
  const renewed = await champion.read(/Your certificate:/)
  second = linkIn(renewed, '/verify/')
  expect(await checked(second)).toContain('This certificate is valid until 12 April 2029')
  expect(await checked(first)).toContain('This certificate was replaced by a newer one on 13 January 2028')
  expect(anyone.browser.page.text).not.toContain('Ann Lee')
  await anyone.browser.follow('See the certificate that replaced it')
  expect(anyone.browser.page.text).toContain('Ann Lee')
  expect(await onRoster()).toEqual(['Current'])
})

test('the year after she lets it lapse, and renews in the grace by the same refresher', async () => {
  await stage.waitUntil(new Date('2029-04-13T08:30:00Z'))
  expect(await checked(second)).toContain('its holder can still renew it until 12 June 2029')
  expect(await onRoster()).toEqual([])
  const letter = await champion.read(/has expired/)
  expect(letter.text).toContain('12 June 2029')
  await stage.waitUntil(new Date('2029-05-20T09:00:00Z'))
  await champion.signIn()
  await champion.browser.open(linkIn(letter, '/certificates/'))
  await champion.browser.press(/^Begin:/)
  await readThePage()
  third = linkIn(await champion.read(/Your certificate:/), '/verify/')
  expect(await checked(third)).toContain('This certificate is valid until 20 May 2030')
})

test('lapsed beyond the grace, she takes the whole course again; her history is all there', async () => {
  await stage.waitUntil(new Date('2030-07-21T09:00:00Z'))
  expect(await checked(third)).toContain('This certificate has expired. It was valid until 20 May 2030.')
  await champion.signIn()
  await champion.browser.open('/my-training')
  await champion.browser.press('See how to renew')
  expect(champion.browser.page.text).toContain('you take the whole course again')
  await champion.browser.press(/^Begin:/)
  await readThePage()
  const fourth = linkIn(await champion.read(/Your certificate:/), '/verify/')
  expect(await checked(fourth)).toContain('This certificate is valid until 21 July 2031')
  await champion.browser.open('/my-training')
  expect(champion.browser.page.text.match(/Replaced on/g)).toHaveLength(3)
  for (const old of [first, second, third]) {
    expect(await checked(old)).toContain('was replaced by a newer one')
    await anyone.browser.follow('See the certificate that replaced it')
    expect(new URL(fourth).pathname).toBe(anyone.browser.page.url.pathname)
  }
  third = fourth
})

test('revoked, the public check, the roster and the export say so at once', async () => {
  await stage.waitUntil(new Date('2030-08-01T09:00:00Z'))
  expect(await onRoster()).toEqual(['Current'])
  await coordinator.browser.open('/certificates?search=Ann+Lee')
  await coordinator.browser.tick(/^Pick Ann Lee/)
  await coordinator.browser.choose('What shall happen to them?', 'Revoke them')
  await coordinator.browser.press('Continue')
  await coordinator.browser.choose('What kind of reason is it?', /issued in error/)
  await coordinator.browser.type('Why are they revoked?', 'The wrong Ann Lee')
  await coordinator.browser.press('See what would happen')
  await coordinator.browser.press('Revoke one certificate')
  expect(await checked(third)).toContain(
    'This certificate was revoked on 1 August 2030. It is not valid. It was issued in error.',
  )
  expect(anyone.browser.page.text).not.toContain('The wrong Ann Lee')
  expect(await onRoster()).toEqual([])
  await coordinator.browser.open(`/roster?programme=${programme.slug}&state=revoked`)
  await coordinator.browser.follow('Export as CSV')
  await coordinator.browser.type('What is this export for?', 'Checking')
  const file = await coordinator.browser.download(/CSV/)
  expect(file.bytes.toString('utf8')).toMatch(/Ann Lee.*Revoked/)
})
