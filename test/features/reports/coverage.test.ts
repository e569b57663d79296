/** Coverage: the figures, what they lead to, and the map, from the page inwards. */
import { newId } from '../../../src/lib/ids.ts'
import { endOrganisation } from '../../../src/features/organisations/commands.ts'
import { endMembership } from '../../../src/features/people/index.ts'
import { Page } from '../../support/page.ts'
import { addTestChampion } from '../../support/awarded.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'

let database: TestDatabase
let site: TestSite
let browser: Browser

const now = new Date('2027-04-12T09:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: now })
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  const coordinator = await addTestPerson(database.db, { full_name: 'Cleo Coordinator', roles: ['coordinator'] })
  browser = await site.browser(coordinator.email)
})

const at = (moment: string) => contextOf(database.db, { at: new Date(moment) })

async function partner(name: string, ...districts: string[]) {
  const organisation = await addTestOrganisation(database.db, { name, kind: 'housing association' })
  for (const district of districts) {
    const area = await database.db('areas').where({ name: district }).first('id')
    await database.db('organisation_areas').insert({ organisation_id: organisation.id, area_id: area!.id })
  }
  return organisation
}

async function open(path: string): Promise<Page> {
  const answer = await browser.get(path)
  expect(answer.status).toBe(200)
  return new Page({
    url: new URL(path, 'http://own.invalid'),
    status: answer.status,
    headers: new Headers(),
    html: answer.text,
  })
}

const lineOf = async (caption: string, heading: string, name: string, path = '/reports/coverage') =>
  (await open(path)).table(caption).find((row) => row[heading] === name || row[heading]?.startsWith(name))!

/** The figure without the words that only a screen reader hears. */
const figures = (row: Record<string, string>) =>
  Object.values(row)
    .slice(1, -2)
    .map((text) => Number(text.split(',')[0]))

test('counts by district and by kind, each champion once in a place, and organisations with one or none', async () => {
  const [one, two, empty, both] = [
    await partner('Dacorum Homes', 'Dacorum'),
    await partner('Two Valleys', 'Dacorum'),
    await partner('Nobody Yet', 'Dacorum'),
    await partner('Wide Housing', 'Dacorum', 'Watford'),
  ]
  await addTestChampion(at('2027-04-10T09:00:00Z'), { full_name: 'Only One', organisation_id: one.id })
  await addTestChampion(at('2027-04-10T09:00:00Z'), { organisation_id: two.id })
  await addTestChampion(at('2027-04-10T09:00:00Z'), { organisation_id: two.id })
  const wide = await addTestChampion(at('2027-04-10T09:00:00Z'), { organisation_id: both.id })
  // A second organisation in the same district does not make them two.
  await database.db('memberships').insert({
    id: newId(),
    person_id: wide.id,
    organisation_id: two.id,
    starts_on: '2027-01-04',
    created_at: new Date('2027-01-04'),
  })
  expect(figures(await lineOf('By district', 'District', 'Dacorum'))).toEqual([4, 4, 1, 2, 0, 0, 0, 0, 0])
  expect(figures(await lineOf('By district', 'District', 'Watford'))).toEqual([1, 1, 0, 1, 0, 0, 0, 0, 0])
  expect(figures(await lineOf('By district', 'District', 'Stevenage'))).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0])
  expect(figures(await lineOf('By district', 'District', 'All, each'))).toEqual([4, 4, 1, 2, 0, 0, 0, 0, 0])
  expect(figures(await lineOf('By kind of organisation', 'Kind', 'Housing association'))).toEqual([
    4, 4, 1, 2, 0, 0, 0, 0, 0,
  ])

  const page = await open('/reports/coverage')
  const alone = await open(page.getLink('2, Dacorum, with one').attr('href')!)
  expect(alone.table().map((row) => [row.Organisation, row['Who, if one']])).toEqual([
    ['Dacorum Homes', 'Only One'],
    ['Wide Housing', wide.full_name],
  ])
  const none = await open(page.getLink('1, Dacorum, with none').attr('href')!)
  expect(none.table().map((row) => row.Organisation)).toEqual(['Nobody Yet'])
  const roster = await open(page.getLink('4, Dacorum, champions').attr('href')!)
  expect(roster.text).toContain('4 people in 5 rows')
  void empty
})

test('says what expires in 90, 60 and 30 days, and which seats that needs', async () => {
  const organisation = await partner('Dacorum Homes', 'Dacorum')
  const issued = ['2026-05-01', '2026-06-01', '2026-07-01', '2026-12-01']
  const champions = []
  for (const day of issued)
    champions.push(await addTestChampion(at(`${day}T09:00:00Z`), { organisation_id: organisation.id }))
  expect(figures(await lineOf('By district', 'District', 'Dacorum'))).toEqual([4, 1, 0, 0, 3, 2, 1, 3, 0])

  // Who has a place at a session of the programme needs no other seat; who waits for one does.
  const livePart = await database
    .db('live_parts as l')
    .join('courses as c', 'c.id', 'l.course_id')
    .join('programmes as g', 'g.id', 'c.programme_id')
    .where('g.slug', 'hate-crime-champion')
    .first('l.id')
  const session = newId()
  await database.db('live_sessions').insert({
    id: session,
    title: 'Refresher',
    mode: 'online',
    is_mandatory: false,
    audience: 'external',
    capacity: 30,
    join_url: 'https://meet.example/x',
    created_at: now,
    opened_at: now,
  })
  await database.db('live_session_parts').insert({
    id: newId(),
    live_session_id: session,
    live_part_id: livePart!.id,
    position: 1,
    starts_at: new Date('2027-04-20T09:00:00Z'),
    ends_at: new Date('2027-04-20T11:00:00Z'),
  })
  const place = (person_id: string, booked_at: Date | null) =>
    database.db('bookings').insert({
      id: newId(),
      live_session_id: session,
      person_id,
      created_at: now,
      booked_at,
      join_token: newId().replaceAll('-', '').slice(0, 22),
    })
  await place(champions[0]!.id, now)
  await place(champions[1]!.id, null)
  expect(figures(await lineOf('By district', 'District', 'Dacorum')).at(-2)).toBe(2)
  const behind = await open(
    (await open('/reports/coverage')).getLink('2, Dacorum, refresher seats needed').attr('href')!,
  )
  expect(behind.table().map((row) => Object.values(row)[0])).toEqual(
    [champions[1], champions[2]].map((one) => expect.stringContaining(one!.full_name)),
  )
})

test('as at an earlier day it tells what was known by its end', async () => {
  const organisation = await partner('Dacorum Homes', 'Dacorum')
  const champion = await addTestChampion(at('2027-03-10T09:00:00Z'), { organisation_id: organisation.id })
  const { id } = (await database.db('memberships').where({ person_id: champion.id }).first('id'))!
  await endMembership(at('2027-04-02T09:00:00Z'), { membership_id: id, ends_on: '2027-03-20' })
  const on = async (day: string) =>
    figures(await lineOf('By district', 'District', 'Dacorum', `/reports/coverage?on=${day}`)).slice(0, 4)
  expect(await on('2027-03-09')).toEqual([0, 1, 1, 0])
  expect(await on('2027-04-01')).toEqual([1, 1, 0, 1])
  expect(await on('2027-04-02')).toEqual([0, 1, 1, 0])
  // So do the people who belonged to it.
  const people = async (day: string) =>
    (await open(`/reports/coverage/organisations?on=${day}`))
      .table()
      .find((row) => row.Organisation === 'Dacorum Homes')!.People
  expect([await people('2027-04-01'), await people('2027-04-02')]).toEqual(['1', '0'])
  // And that an organisation has ended, also where that was said too late.
  const ended = { id: organisation.id, ends_on: '2027-03-25', successor_id: null }
  expect(await endOrganisation(at('2027-04-05T09:00:00Z'), ended)).toBe('ended')
  expect(await on('2027-04-01')).toEqual([1, 1, 0, 1])
  expect([await people('2027-04-01'), await on('2027-04-04')]).toEqual(['1', [0, 1, 1, 0]])
  expect(await on('2027-04-05')).toEqual([0, 0, 0, 0])
  const answer = await browser.get('/reports/coverage?on=2027-02-30')
  expect([answer.status, answer.text.includes('Enter a day, like 27 3 2027')]).toEqual([422, true])
})

test('who has not said for a year that they are still in role is counted, and listed behind the figure', async () => {
  const organisation = await partner('Dacorum Homes', 'Dacorum')
  const add = async (full_name: string, day: string) => {
    const champion = await addTestChampion(at(`${day}T09:00:00Z`), { full_name, organisation_id: organisation.id })
    // A certificate of three years, so that it is valid throughout.
    await database.db.raw('alter table certificates disable trigger user')
    await database
      .db('certificates')
      .where({ id: champion.certificate_id })
      .update({ valid_to: '2029-01-01', renews_from: '2028-11-01', grace_to: '2029-03-01' })
    await database.db.raw('alter table certificates enable trigger user')
    return champion
  }
  await add('Long Silent', '2026-02-01')
  const said = await add('Said So', '2026-02-01')
  await add('Newly Certified', '2026-12-01')
  await database.db('yearly_checks').insert({
    id: newId(),
    person_id: said.id,
    token: newId().replaceAll('-', '').slice(0, 22),
    asked_at: new Date('2027-02-01'),
    answer_by: '2027-03-01',
    answer: 'yes',
    answered_at: new Date('2027-02-02'),
  })
  expect(figures(await lineOf('By district', 'District', 'Dacorum')).at(-1)).toBe(1)
  const line = await lineOf('By district', 'District', 'Dacorum')
  // Said so in February; certified in December; certified in February of last year.
  expect([line['Confirmed, half within'], line['Confirmed, all within']]).toEqual(['4 months', '14 months'])
  const page = await open('/reports/coverage')
  const silent = await open(page.getLink('1, Dacorum, not confirmed for a year').attr('href')!)
  expect(silent.table().map((row) => Object.values(row)[0])).toEqual([expect.stringContaining('Long Silent')])
  // Before they said so, two had not.
  const before = await lineOf('By district', 'District', 'Dacorum', '/reports/coverage?on=2027-02-01')
  expect(figures(before).at(-1)).toBe(2)
})

test('the map has each district as a link that says its figure in words', async () => {
  const organisation = await partner('Dacorum Homes', 'Dacorum')
  await addTestChampion(at('2027-04-10T09:00:00Z'), { organisation_id: organisation.id })
  const page = await open('/reports/coverage')
  const links = page
    .$('svg a')
    .toArray()
    .map((link) => page.$(link).attr('aria-label'))
  expect(links).toHaveLength(10)
  expect(links).toContain('Dacorum: champions, 1')
  expect(links).toContain('Watford: champions, 0')
  expect(page.$('svg a[aria-label^=Dacorum] path').attr('fill')).toBe('url(#map-level-1)')
  expect(page.text).toContain('Contains Ordnance Survey data © Crown copyright')
  const one = await open('/reports/coverage?figure=one')
  expect(one.$('svg a[aria-label^=Dacorum]').attr('href')).toMatch(/^\/reports\/coverage\/organisations\?.*show=one/)
})

test('a force loads a map of its own, and is told what is wrong with one', async () => {
  const send = (text: string, credit: string) =>
    browser.upload('/reports/coverage/map', { file: { name: 'own.geojson', bytes: text } }, { credit })
  const square = (properties: object) => ({
    type: 'Feature',
    properties,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [0, 51],
          [1, 51],
          [1, 52],
          [0, 52],
          [0, 51],
        ],
      ],
    },
  })
  const file = (name: string) => JSON.stringify({ type: 'FeatureCollection', features: [square({ name })] })

  for (const [text, credit, fault] of [
    ['<svg>', 'Us', 'The selected file must be a GeoJSON file'],
    [file('Atlantis'), 'Us', 'The selected file has none of our areas'],
    [file('Watford'), '', 'Enter whose boundaries these are'],
  ] as const) {
    const answer = await send(text, credit)
    expect([
      answer.status,
      answer.text.includes(fault),
      answer.text.includes(`value="${credit}"`) || credit === '',
    ]).toEqual([422, true, true])
  }
  const answer = await send(file('Watford'), 'Drawn by us')
  expect([answer.status, answer.headers.location]).toEqual([303, '/reports/coverage'])
  const page = await open('/reports/coverage')
  expect(page.message).toContain('The map has changed. It does not have Broxbourne, Dacorum')
  expect(page.$('svg a')).toHaveLength(1)
  expect(page.text).toContain('Drawn by us')
  const audit = await database.db('audit_events').where({ action: 'reports.load-map' }).orderBy('id', 'desc').first()
  expect(audit!.after).toMatchObject({ file_name: 'own.geojson', shapes: 1 })
})

test('another force takes its areas from its own file: new ones are there to choose, and ours go where nothing lies in them', async () => {
  await partner('Watford Homes', 'Watford')
  await database.db('help_entries').whereNotNull('area_id').update({ area_id: null })
  const feature = (LAD24CD: string, LAD24NM: string, x: number) => ({
    type: 'Feature',
    properties: { LAD24CD, LAD24NM },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x, 51],
          [x + 1, 51],
          [x + 1, 52],
          [x, 51],
        ],
      ],
    },
  })
  const bytes = JSON.stringify({
    type: 'FeatureCollection',
    features: [feature('E07000066', 'Basildon', 0), feature('E06000033', 'Southend-on-Sea', 1)],
  })
  const send = (more: Record<string, string>) =>
    browser.upload('/reports/coverage/map', { file: { name: 'essex.geojson', bytes } }, { credit: 'ONS', ...more })
  expect((await send({})).text).toContain('If they are your areas, tick that they are')
  expect((await send({ takes_areas: 'yes' })).status).toBe(303)

  const page = await open('/reports/coverage')
  expect(page.message).toContain('The map has changed. It does not have Watford.')
  expect(page.$('svg a').length).toBe(2)
  expect(page.table('By district').map((row) => row.District)).toEqual([
    'Basildon',
    'Southend-on-Sea',
    'Watford',
    'All over Hertfordshire',
    'All, each counted once',
  ])
  expect((await open('/organisations/new')).text).toMatch(/Basildon.*Southend-on-Sea.*Watford/)
  const audit = await database.db('audit_events').where({ action: 'organisations.change-areas' }).first()
  expect(audit!.after).toEqual({ added: ['E07000066 Basildon', 'E06000033 Southend-on-Sea'] })
})
