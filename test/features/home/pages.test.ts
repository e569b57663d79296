/** Start page, My training and an organisation's page, through HTTP. */
import { load } from 'cheerio'
import { newId } from '../../../src/lib/ids.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import { markModuleDone, startCourse } from '../../../src/features/learning/index.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import type { World } from '../../support/world.ts'
import { createWorld } from '../../support/world.ts'

let database: TestDatabase
let site: TestSite
let world: World

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
  world = await createWorld(database.db, now)
})

const championCourse = async () => {
  const course = await database
    .db('courses as c')
    .join('programmes as p', 'p.id', 'c.programme_id')
    .where({ 'p.slug': 'hate-crime-champion', 'c.kind': 'initial' })
    .whereExists(database.db('course_versions as v').whereRaw('v.course_id = c.id').whereNotNull('published_at'))
    .first('c.id')
  return course!.id
}

test('signed out one is sent to sign in; who only learns goes straight to their training', async () => {
  expect((await (await site.browser()).get('/')).headers.location).toMatch(/^\/sign-in/)
  const browser = await site.browser(world.a.learner.email)
  const answer = await browser.get('/')
  expect([answer.status, answer.headers.location]).toEqual([303, '/my-training'])
})

describe('My training', () => {
  test('begins with one button, then says what is next and what the certificate still needs', async () => {
    const person = await addTestPerson(database.db, { full_name: "Siân O'Brien-Żak 李小龍" })
    const browser = await site.browser(person.email)
    const fresh = await browser.get('/my-training')
    const course_id = await championCourse()
    expect(fresh.text).toContain(`action="/my-training/${course_id}/enrolment"`)
    expect(fresh.text).toContain('Ask to join your organisation')
    const started = await browser.post(`/my-training/${course_id}/enrolment`)
    const first = started.headers.location as string
    const page = await browser.get('/my-training')
    expect(page.text).toMatch(new RegExp(`href="${first}"[^>]*>\\s*Start\\s*<`))
    expect(page.text).toMatch(/0 of \d+ steps done\.<\/strong> For your certificate you still need “/)

    const ctx = await contextOfPerson(contextOf(database.db, { at: now }), person.id)
    await markModuleDone(ctx, { person_id: person.id, course_id, module_id: first.split('/').at(-1)! })
    const next = await browser.get('/my-training')
    expect(next.text).toMatch(/>\s*Continue\s*</)
    expect(next.text).toContain('Done on 12 April 2027.')
    expect(next.text).toContain('Book a place and take part.')
  })

  test('shows the certificate with its PDF, and the places one has', async () => {
    const browser = await site.browser(world.a.learner.email)
    const page = await browser.get('/my-training')
    expect(page.text).toContain(`/certificates/${world.a.objects.certificateId}/certificate.pdf`)
    expect(page.text).toContain('Valid until 10 April 2028.')
    expect(page.text).toContain(`/live-sessions/${world.a.objects.liveSessionId}`)
    expect(page.text).toContain('You can join from 13 April 2027, 9:45am.')
    expect(page.text).not.toContain('Birch')
  })

  test('leads to the meeting when it is time', async () => {
    await database
      .db('live_session_parts')
      .where({ id: world.a.objects.partId! })
      .update({ starts_at: new Date('2027-04-12T09:10:00Z'), ends_at: new Date('2027-04-12T10:10:00Z') })
    const page = await (await site.browser(world.a.learner.email)).get('/my-training')
    expect(page.text).toContain(`/join/${world.a.objects.joinToken}`)
    expect(page.text).toContain('It begins at 10:10am. You can join now.')
  })

  test('asks how to spell a name that no font can print', async () => {
    await database.db.raw('alter table certificate_pdfs disable trigger user')
    await database.db('certificate_pdfs').where({ certificate_id: world.a.objects.certificateId! }).delete()
    await database.db.raw('alter table certificate_pdfs enable trigger user')
    const page = await (await site.browser(world.a.learner.email)).get('/my-training')
    expect(page.text).toContain('href="/account/printable-name"')
    expect(page.text).not.toContain('certificate.pdf')
  })
})

describe('an organisation’s page', () => {
  test('shows a coordinator its people with booking, training and certificate', async () => {
    const { organisationId, liveSessionId, certificateId, personId } = world.a.objects
    const browser = await site.browser(world.coordinator.email)
    const page = await browser.get(`/organisations/${organisationId}`)
    expect(page.status).toBe(200)
    for (const words of ['Alder Housing', 'Lou Alderlearner', 'Lee Alderlead', '13 April 2027, 10am', 'Current'])
      expect(page.text).toContain(words)
    expect(page.text).toContain(`/people/${personId}`)
    expect(page.text).toContain(`/live-sessions/${liveSessionId}`)
    expect(page.text).toContain(`/certificates/${certificateId}`)
    expect((await browser.get(`/organisations/${organisationId}?show=bookings`)).text).toContain('Alder session')
    expect((await browser.get(`/organisations/${organisationId}?show=champions`)).text).toContain('10 April 2028')
    expect((await browser.get(`/organisations/${organisationId}?show=__proto__`)).status).toBe(200)
  })

  test('shows its lead the same, without addresses, needs or people’s own pages', async () => {
    const { organisationId, bookingId, personId } = world.a.objects
    await database.db('booking_needs').insert({ booking_id: bookingId!, needs: 'BSL interpreter' })
    const browser = await site.browser(world.a.lead.email)
    for (const show of ['people', 'bookings', 'champions']) {
      const page = await browser.get(`/organisations/${organisationId}?show=${show}`)
      expect(page.status).toBe(200)
      expect(page.text).toContain('Lou Alderlearner')
      expect(page.text).not.toContain(`/people/${personId}`)
      expect(page.text).not.toContain(world.a.learner.email)
      expect(page.text).not.toContain('BSL')
      expect(page.text).not.toContain('/edit')
    }
  })

  test('of another’s, or none, is not found for a lead, and both look the same', async () => {
    const browser = await site.browser(world.a.lead.email)
    const bare = (text: string) => text.replace(/[0-9a-f-]{36}/g, '')
    const other = await browser.get(`/organisations/${world.b.objects.organisationId}`)
    const missing = await browser.get(`/organisations/${newId()}`)
    expect([other.status, missing.status]).toEqual([404, 404])
    expect(bare(other.text)).toBe(bare(missing.text))
    expect((await browser.get('/organisations/nothing')).status).toBe(404)
    expect((await (await site.browser(world.a.learner.email)).get(`/organisations/${newId()}`)).status).toBe(403)
  })

  test('leaves out who has left and who is disabled', async () => {
    const one = await addTestOrganisation(database.db, { name: 'Hightown' })
    const left = await addTestPerson(database.db, { full_name: 'Left Person', organisation_id: one.id })
    await database.db('memberships').where({ person_id: left.id }).update({ ends_on: '2027-04-12' })
    await addTestPerson(database.db, { full_name: 'Disabled Person', organisation_id: one.id, disabled: true })
    const page = await (await site.browser(world.coordinator.email)).get(`/organisations/${one.id}`)
    expect(page.text).toContain('Nobody belongs to it yet.')
    expect(page.text).not.toContain('Left Person')
  })
})

describe('the start page', () => {
  test('tells a coordinator what waits', async () => {
    const page = await (await site.browser(world.coordinator.email)).get('/')
    expect(page.status).toBe(200)
    for (const words of [
      '/people?state=refused',
      '/people/join-requests',
      'Not yet reviewed. Owner: Hate crime team',
      'Alder session',
      'Birch session',
      'The scheme today',
    ])
      expect(page.text).toContain(words)
    expect(page.text).not.toContain('Running the service')
    expect(page.text).not.toContain('Your training')
  })

  test('tells a trainer their own sessions and open registers only', async () => {
    const { held, part } = { held: newId(), part: newId() }
    const [common] = await database.db('live_sessions').where({ id: world.a.objects.liveSessionId! })
    await database.db('live_sessions').insert({ ...common!, id: held, title: 'Left open' })
    await database.db('live_session_parts').insert({
      id: part,
      live_session_id: held,
      position: 1,
      starts_at: new Date('2027-04-09T09:00:00Z'),
      ends_at: new Date('2027-04-09T10:00:00Z'),
    })
    await database.db('live_session_trainers').insert({ live_session_id: held, person_id: world.a.trainer.id })
    const own = await (await site.browser(world.a.trainer.email)).get('/')
    expect(own.text).toContain('Alder session')
    expect(own.text).toContain(`/registers/${part}`)
    expect(own.text).not.toContain('Birch')
    const other = await (await site.browser(world.b.trainer.email)).get('/')
    expect(other.text).not.toContain('Left open')
  })

  test('puts the room and the register of a session that is on first, for who trains it', async () => {
    const part = await database.db('live_session_parts').where({ id: world.a.objects.partId! }).first()
    const buttons = async (minutes: number) => {
      clock.set(addMinutes(part!.starts_at, minutes))
      const page = load((await (await site.browser(world.a.trainer.email)).get('/')).text)
      return page('.app-on-now a')
        .toArray()
        .map((link) => link.attribs.href)
    }
    const session = `/live-sessions/${part!.live_session_id}`
    expect(await buttons(-61)).toEqual([])
    expect(await buttons(-20)).toEqual([session, `${session}/room/agenda`, `/registers/${part!.id}`])
    clock.set(now)
  })

  test('shows a lead their organisation at a glance, and an administrator what failed', async () => {
    const lead = await (await site.browser(world.a.lead.email)).get('/')
    expect(lead.text).toContain('Alder Housing')
    expect(lead.text).toContain('1 with a valid certificate')
    expect(lead.text).not.toContain('Birch')
    const administrator = await (await site.browser(world.administrator.email)).get('/')
    expect(administrator.text).toContain('emails were refused')
  })

  test('adds the training of who learns as well', async () => {
    const ctx = await contextOfPerson(contextOf(database.db, { at: now }), world.a.trainer.id)
    await startCourse(ctx, { person_id: world.a.trainer.id, course_id: await championCourse() })
    const page = await (await site.browser(world.a.trainer.email)).get('/')
    expect(page.text).toContain('Your training')
    expect(page.text).toContain('Step 1 of')
  })

  test('counts a person once, whatever they belong to', async () => {
    const before = await (await site.browser(world.coordinator.email)).get('/')
    await database.db('memberships').insert({
      id: newId(),
      person_id: world.a.learner.id,
      organisation_id: world.b.objects.organisationId!,
      starts_on: '2027-01-04',
      created_at: now,
    })
    const after = await (await site.browser(world.coordinator.email)).get('/')
    const figures = (text: string) => text.slice(text.indexOf('The scheme today'))
    expect(figures(after.text)).toBe(figures(before.text))
  })
})
