/** What becomes of champions when councils, people and records change: successors, a leaver, two records of one person, a revocation. */
import { gunzipSync } from 'node:zlib'
import { clock } from '../../src/platform/clock.ts'
import { addTestChampion } from '../support/awarded.ts'
import { contextOf } from '../support/context.ts'
import { addTestOrganisation, addTestPerson } from '../support/factories.ts'
import type { Someone } from './hertfordshire/story/someone.ts'
import { linkIn } from './hertfordshire/story/someone.ts'
import type { Stage } from './stage.ts'
import { openStage } from './stage.ts'

let stage: Stage
let coordinator: Someone
let anyone: Someone

beforeAll(async () => {
  stage = await openStage(new Date('2028-03-20T09:00:00Z'))
  coordinator = await stage.staff('Cleo Coordinator', 'coordinator')
  anyone = stage.someone({ full_name: 'Anyone', email: 'none' })
})
afterAll(() => stage.close())

async function champion(full_name: string, organisation_id?: string) {
  const person = await addTestChampion(contextOf(stage.database.db, { at: clock.now() }), {
    full_name,
    organisation_id,
  })
  const { reference } = (await stage.database
    .db('certificates')
    .where({ id: person.certificate_id })
    .first('reference'))!
  return { ...person, verify: `/verify/${reference}`, badge: `/badges/${reference}`, at: stage.someone(person) }
}

/** Who stands on the roster, at which organisation. */
async function roster(query = ''): Promise<string[]> {
  await coordinator.signIn()
  await coordinator.browser.open(`/roster${query}`)
  if (coordinator.browser.page.$('table').length === 0) return []
  return coordinator.browser.page.table().map((row) => {
    const [name, organisation] = Object.values(row)
    return `${name!.replace(/ \S+@\S+$/, '')}: ${organisation}`
  })
}

test('a council ends: its champions go where each is needed, and the roster of a day before still has them there', async () => {
  const { db } = stage.database
  const west = await addTestOrganisation(db, { name: 'West Unitary', kind: 'unitary council' })
  const east = await addTestOrganisation(db, { name: 'East Unitary', kind: 'unitary council' })
  const old = await addTestOrganisation(db, { name: 'Old Council', kind: 'district council' })
  await db('organisations')
    .where({ id: old.id })
    .update({ ends_on: '2028-04-01', end_recorded_at: new Date('2027-01-04'), successor_id: west.id })
  const ann = await champion('Ann Archer', old.id)
  await champion('Bea Baker', old.id)
  const { browser } = coordinator
  await browser.open(`/organisations/${old.id}`)
  await browser.follow('Move people')
  await browser.press('Fill the list')
  await browser.choose('Bea Baker goes to', 'East Unitary')
  await browser.press('See what will happen')
  expect(browser.page.text).toMatch(/On 1 April 2028 they leave, and join:.*West Unitary: 1 person.*Ann Archer/)
  expect(browser.page.text).toMatch(/East Unitary: 1 person.*Bea Baker/)
  await browser.press('Move them')
  expect(browser.page.message).toContain('2 people of Old Council will move on 1 April 2028')

  await stage.waitUntil(new Date('2028-04-02T08:00:00Z'))
  expect(await roster(`?organisation_id=${west.id}`)).toEqual(['Ann Archer: West Unitary'])
  expect(await roster(`?organisation_id=${east.id}`)).toEqual(['Bea Baker: East Unitary'])
  expect(await roster(`?organisation_id=${old.id}`)).toEqual([])
  expect(await roster(`?organisation_id=${old.id}&on=2028-03-31`)).toEqual([
    'Ann Archer: Old Council',
    'Bea Baker: Old Council',
  ])
  await browser.open(`/people/${ann.id}/history`)
  expect(browser.page.text).toMatch(/Certificate awarded .* while at Old Council/)
  // The paper says where it was earned, and is as true as before.
  await anyone.browser.open(ann.verify)
  expect(anyone.browser.page.text).toMatch(/This certificate is valid.*Old Council/)
})

test('a leaver is off the roster; who is left alone is shown as a single point of failure, and the lead is told', async () => {
  const { db } = stage.database
  const mead = await addTestOrganisation(db, { name: 'Mead Housing', kind: 'housing association' })
  const dan = await champion('Dan Draper', mead.id)
  await champion('Eve Ellis', mead.id)
  const lead = stage.someone(
    await addTestPerson(db, { full_name: 'Lou Lead', organisation_id: mead.id, roles: ['lead'] }),
  )
  const { browser } = coordinator
  await browser.open(`/people/${dan.id}`)
  await browser.follow('End the membership of Mead Housing')
  await browser.press('End membership')
  await stage.waitUntil(new Date('2028-04-02T09:00:00Z'))
  expect(await roster(`?organisation_id=${mead.id}`)).toEqual(['Eve Ellis: Mead Housing'])
  await browser.open('/reports/coverage/organisations?show=one')
  const alone = browser.page.table().find((row) => row.Organisation === 'Mead Housing')!
  expect(alone['Who, if one']).toBe('Eve Ellis')

  const letter = await lead.read(/Dan Draper has left Mead Housing/)
  expect(letter.text).toContain('Only Eve Ellis is left there')
  await lead.signIn()
  await lead.browser.open(linkIn(letter, '/organisations/'))
  expect(lead.browser.page.text).toContain('Eve Ellis')
  // The certificate stays what it was: Dan may be a champion elsewhere.
  await anyone.browser.open(dan.verify)
  expect(anyone.browser.page.text).toContain('This certificate is valid')
})

test('two records of one person are made one, and two again, with certificate, badge and both letters', async () => {
  const { db } = stage.database
  const lane = await addTestOrganisation(db, { name: 'Lane Trust' })
  const old = await champion('Fay Fielder')
  const kept = await addTestPerson(db, { full_name: 'Fay Fielder-Grant', organisation_id: lane.id })
  const fay = stage.someone(kept)
  await old.at.signIn()
  await old.at.browser.open(`/certificates/${old.certificate_id}/badge`)
  await old.at.browser.press('Make a badge of it')
  const badge = await bytesOf(`${old.badge}.json`)

  const { browser } = coordinator
  await browser.open(`/people/${kept.id}/history`)
  await browser.press(/another record/)
  await browser.type('Name or email address', 'Fay')
  await browser.press('Find')
  await browser.follow('Fay Fielder')
  expect(browser.page.text).toContain('1 certificate added')
  await browser.tick('Both are records of the same person')
  await browser.press('Make them one')
  expect((await old.at.read(/are now one/)).text).toContain(kept.email)
  await fay.read(/are now one/)
  expect(await roster(`?organisation_id=${lane.id}`)).toEqual(['Fay Fielder-Grant: Lane Trust'])
  await fay.signIn()
  await fay.browser.open(`/certificates/${old.certificate_id}`)
  await anyone.browser.open(old.verify)
  expect(anyone.browser.page.text).toMatch(/This certificate is valid.*Fay Fielder/)
  // Its holder is known by another address now, and the badge is at the same one.
  expect(JSON.parse((await bytesOf(`${old.badge}.json`)).toString()).id).toBe(JSON.parse(badge.toString()).id)

  await browser.open(`/people/${kept.id}/history`)
  await browser.follow(/Undo this/)
  await browser.press('Make two records again')
  expect(await roster(`?organisation_id=${lane.id}`)).toEqual([])
  await old.at.signIn()
  await old.at.browser.open(`/certificates/${old.certificate_id}`)
  expect((await bytesOf(`${old.badge}.json`)).equals(badge)).toBe(true)
})

const bytesOf = async (path: string) => (await fetchOf(path)).body
const fetchOf = (path: string) =>
  anyone.browser.send({ method: 'GET', url: new URL(path, anyone.browser.baseUrl), headers: { accept: '*/*' } })

/** For how many seconds somebody in between may go on showing an answer. */
async function keptFor(path: string): Promise<number> {
  const { headers } = await fetchOf(path)
  return Number(/max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1] ?? 0)
}

/** Whether the status list that a badge names says it is revoked. */
async function isRevoked(badge: {
  credentialStatus: { statusPurpose: string; statusListIndex: string; statusListCredential: string }[]
}) {
  const entry = badge.credentialStatus.find((one) => one.statusPurpose === 'revocation')!
  const list = JSON.parse((await bytesOf(new URL(entry.statusListCredential).pathname)).toString())
  const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList.slice(1), 'base64url'))
  const index = Number(entry.statusListIndex)
  return { bit: (bits[index >> 3]! & (0x80 >> (index & 7))) !== 0, path: new URL(entry.statusListCredential).pathname }
}

test('a revocation is seen within a minute on the public check, in the badge’s status, on the roster and in the export', async () => {
  const hill = await addTestOrganisation(stage.database.db, { name: 'Hill Charity' })
  const gus = await champion('Gus Gale', hill.id)
  await gus.at.signIn()
  await gus.at.browser.open(`/certificates/${gus.certificate_id}/badge`)
  await gus.at.browser.press('Make a badge of it')
  const badge = JSON.parse((await bytesOf(`${gus.badge}.json`)).toString())
  const before = await isRevoked(badge)
  expect(before.bit).toBe(false)
  for (const path of [gus.verify, `${gus.badge}.json`, before.path]) expect(await keptFor(path)).toBeLessThanOrEqual(60)

  const { browser } = coordinator
  await browser.open(`/certificates/${gus.certificate_id}`)
  await browser.follow('Revoke this certificate')
  await browser.choose('What kind of reason is it?', /no longer acts in this role/)
  await browser.type(/^Why/, 'He said so himself')
  await browser.press(/^Revoke/)
  await anyone.browser.open(gus.verify)
  expect(anyone.browser.page.text).toContain('This certificate was revoked on 2 April 2028')
  expect((await isRevoked(badge)).bit).toBe(true)
  expect(await roster(`?organisation_id=${hill.id}`)).toEqual([])
  expect(await roster(`?organisation_id=${hill.id}&state=revoked`)).toEqual(['Gus Gale: Hill Charity'])
  await browser.follow('Export as CSV')
  await browser.type('What is this export for?', 'Checking')
  expect((await browser.download(/CSV/)).bytes.toString('utf8')).toMatch(/Gus Gale.*Revoked/)
  expect((await gus.at.read(/revoked/i)).text).toContain('He said so himself')
})
