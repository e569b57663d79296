/** The pages of live sessions, through HTTP on a real database: scheduling, booking, tending, and what others may not see. */
import { load } from 'cheerio'
import { bookPlace } from '../../../src/features/live-sessions/index.ts'
import { newId } from '../../../src/lib/ids.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, Fields, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestLivePart, addTestLiveSession } from '../../support/live-sessions.ts'
import { listMails } from '../../support/mailbox.ts'

let database: TestDatabase
let site: TestSite
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})
beforeEach(async () => {
  await database.reset()
  clock.set(new Date('2027-04-12T09:00:00Z'))
  ctx = contextOf(database.db)
})

const addTrainer = () => addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ')
const bookingOf = async (person: TestPerson) =>
  (await database.db('bookings').where({ person_id: person.id, cancelled_at: null }).first())!

const scheduling = (trainer: TestPerson, change: Fields = {}): Fields => ({
  title: 'Hate crime champions, session 1',
  live_part_id: 'none',
  mode: 'online',
  is_mandatory: 'no',
  audience: 'external',
  'day-day': '27',
  'day-month': '4',
  'day-year': '2027',
  time: '10am',
  length_minutes: '150',
  capacity: '30',
  trainer_ids: [trainer.id],
  join_url: 'https://teams.microsoft.com/l/meetup-join/abc',
  ...change,
})

describe('several parts', () => {
  test('are added and removed by buttons without a script, and saved together; a break is typed as it is said', async () => {
    const trainer = await addTrainer()
    const browser = await site.browser(trainer.email)
    const asked = await browser.post('/live-sessions', scheduling(trainer, { breaks: '11:15 for 10', add_part: 'yes' }))
    expect(asked.status).toBe(200)
    const page = load(asked.text)
    // The next part stands a week later, at the same time.
    expect(page('#part-2-day-day').val()).toBe('4')
    expect(page('#part-2-day-month').val()).toBe('5')
    expect(page('#part-2-time').val()).toBe('10am')
    expect(page('#title').val()).toBe('Hate crime champions, session 1')
    expect(await database.db('live_sessions')).toHaveLength(0)
    const second: Fields = {
      'part-2-live_part_id': 'none',
      'part-2-day-day': '4',
      'part-2-day-month': '5',
      'part-2-day-year': '2027',
      'part-2-time': '2pm',
      'part-2-length_minutes': '60',
    }
    const removed = await browser.post('/live-sessions', scheduling(trainer, { ...second, remove_part: '2' }))
    expect(load(removed.text)('#part-2-time')).toHaveLength(0)

    const wrong = scheduling(trainer, { ...second, 'part-2-time': 'soon', 'part-2-breaks': 'at noon' })
    const refused = await browser.post('/live-sessions', wrong)
    expect(refused.status).toBe(422)
    expect(load(refused.text)('.govuk-error-summary a').text()).toContain('Enter the start time')
    expect(load(refused.text)('#part-2-time').val()).toBe('soon')
    const overlapping = { ...second, 'part-2-day-day': '27', 'part-2-day-month': '4', 'part-2-time': '12:15pm' }
    const overlap = await browser.post('/live-sessions', scheduling(trainer, overlapping))
    expect(load(overlap.text)('#part-2-time-error').text()).toContain('This part overlaps another part')

    const saved = await browser.post('/live-sessions', scheduling(trainer, { ...second, breaks: '11:15 for 10' }))
    expect(saved.status).toBe(303)
    const shown = words((await browser.get(saved.headers.location!)).text)
    expect(shown).toContain('Part 1 of 2 Tuesday 27 April 2027, 10am to 12:30pm (2 hours 30 minutes). Break 11:15am')
    expect(shown).toContain('Part 2 of 2 Tuesday 4 May 2027, 2pm to 3pm (1 hour)')
    const edit = load((await browser.get(`${saved.headers.location}/edit`)).text)
    expect(edit('#breaks').val()).toBe('11:15 for 10')
    expect(edit('#part-2-time').val()).toBe('14:00')
    expect(words((await browser.get('/live-sessions')).text)).toContain('Part 2 of 2: 4 May 2027, 2pm to 3pm')
  })
})

describe('scheduling', () => {
  let trainer: TestPerson
  let browser: Browser
  beforeEach(async () => {
    trainer = await addTrainer()
    browser = await site.browser(trainer.email)
  })

  test('takes one page, on which the trainer is ticked already, and keeps London wall time', async () => {
    const part = await addTestLivePart(database.db)
    const page = load((await browser.get('/live-sessions/new')).text)
    expect(page(`input[name=trainer_ids][value=${trainer.id}]`).prop('checked')).toBe(true)
    const id = page('input[name=id]').val() as string
    const fields = scheduling(trainer, { id, live_part_id: part.live_part_id, notes: 'Bring a pen\nand paper' })
    const answers = await Promise.all([browser.post('/live-sessions', fields), browser.post('/live-sessions', fields)])
    for (const answer of answers) {
      expect(answer.status).toBe(303)
      expect(answer.headers.location).toBe(`/live-sessions/${id}`)
    }
    expect(await database.db('live_sessions')).toHaveLength(1)
    expect(await database.db('live_session_parts')).toMatchObject([
      { starts_at: new Date('2027-04-27T09:00:00Z'), ends_at: new Date('2027-04-27T11:30:00Z') },
    ])
    const shown = words((await browser.get(`/live-sessions/${id}`)).text)
    expect(shown).toContain('Tuesday 27 April 2027')
    expect(shown).toContain('10am to 12:30pm (2 hours 30 minutes)')
    expect(shown).toContain('and paper')
  })

  test.each([
    ['1:30am', '28', '3', '1:30am does not exist on 28 March 2027: the clocks go forward'],
    ['1.30 am', '31', '10', '1.30 am comes twice on 31 October 2027'],
    ['10am', '30', '2', 'Enter a day that exists'],
    ['ten', '27', '4', 'Enter the start time, like 10am or 2:30pm'],
    ['9:59', '12', '4', 'Enter a day and time in the future'],
  ])('refuses %s on %s.%s with a plain sentence', async (time, day, month, sentence) => {
    const refused = await browser.post(
      '/live-sessions',
      scheduling(trainer, { time, 'day-day': day, 'day-month': month }),
    )
    expect(refused.status).toBe(422)
    expect(words(refused.text)).toContain(sentence)
    expect(refused.text).toContain('<title>Error: ')
    expect(load(refused.text)('#time').val()).toBe(time)
    expect(await database.db('live_sessions')).toHaveLength(0)
  })

  test('asks which of two equal times is meant, and takes the answer', async () => {
    const autumn = { time: '1:30am', 'day-day': '31', 'day-month': '10' }
    const asked = await browser.post('/live-sessions', scheduling(trainer, autumn))
    expect(load(asked.text)('input[name=clock]').length).toBe(2)
    await browser.post('/live-sessions', scheduling(trainer, { ...autumn, clock: 'later' }))
    expect(await database.db('live_session_parts').pluck('starts_at')).toEqual([new Date('2027-10-31T01:30:00Z')])
    const [session] = await database.db('live_sessions')
    const edit = load((await browser.get(`/live-sessions/${session!.id}/edit`)).text)
    expect(edit('input[name=clock][value=later]').prop('checked')).toBe(true)
  })

  test('shows every fault at once, top to bottom, and keeps what was typed', async () => {
    const typed = {
      title: '',
      'day-day': '',
      'day-month': '',
      'day-year': '',
      capacity: '0',
      join_url: 'teams',
      notes: 'Žluťoučký',
    }
    const refused = await browser.post('/live-sessions', scheduling(trainer, typed))
    const page = load(refused.text)
    const summary = page('.govuk-error-summary li')
      .toArray()
      .map((item) => page(item).text().trim())
    expect(summary).toEqual([
      'Enter a title',
      'Enter the day',
      'Must be between 1 and 10000',
      'Enter the whole meeting link, beginning with https://',
    ])
    for (const link of page('.govuk-error-summary a').toArray()) expect(page(page(link).attr('href')!).length).toBe(1)
    expect(page('#notes').val()).toBe('Žluťoučký')
  })

  test('warns of an unknown meeting service and keeps it', async () => {
    const answer = await browser.post('/live-sessions', scheduling(trainer, { join_url: 'https://meeting.example/x' }))
    const shown = words((await browser.follow(answer)).text)
    expect(shown).toContain('meeting.example is not a meeting service we know')
    expect(await database.db('live_sessions').pluck('join_url')).toContain('https://meeting.example/x')
  })

  test('a trainer keeps only their own sessions, a coordinator all', async () => {
    const id = await addTestLiveSession(ctx, { trainer_ids: [trainer.id] })
    const other = await site.browser((await addTrainer()).email)
    const coordinator = await site.browser((await addTestPerson(database.db, { roles: ['coordinator'] })).email)
    const learner = await site.browser((await addTestPerson(database.db)).email)
    for (const path of ['edit', 'cancellation', 'bookings']) {
      const url = `/live-sessions/${id}/${path}`
      expect((await browser.get(url)).status).toBe(200)
      expect((await coordinator.get(url)).status).toBe(200)
      expect((await other.get(url)).status).toBe(404)
      expect((await learner.get(url)).status).toBe(403)
    }
    expect((await other.post(`/live-sessions/${id}`, scheduling(trainer))).status).toBe(404)
    expect((await other.post(`/live-sessions/${id}/cancellation`, { reason: 'No' })).status).toBe(404)
    expect((await browser.get(`/live-sessions/${newId()}/edit`)).status).toBe(404)
    expect((await browser.get('/live-sessions/nonsense/edit')).status).toBe(404)
  })

  test('cancelling says first how many are told, asks for a reason, and shows it afterwards', async () => {
    const id = await addTestLiveSession(ctx, { trainer_ids: [trainer.id], capacity: 1 })
    const people = [
      await addTestPerson(database.db),
      await addTestPerson(database.db),
      await addTestPerson(database.db),
    ]
    for (const person of people) await bookPlace(ctx, { live_session_id: id, person_id: person.id })
    const confirm = words((await browser.get(`/live-sessions/${id}/cancellation`)).text)
    expect(confirm).toContain('1 person who booked')
    expect(confirm).toContain('2 people on the waiting list')
    expect((await browser.post(`/live-sessions/${id}/cancellation`, { reason: ' ' })).status).toBe(422)
    await browser.post(`/live-sessions/${id}/cancellation`, { reason: 'The trainer is ill' })
    const learner = await site.browser(people[0]!.email)
    expect(words((await learner.get('/live-sessions')).text)).toContain('Cancelled')
    expect(words((await learner.get(`/live-sessions/${id}`)).text)).toContain('Reason: The trainer is ill')
    expect(await listMails(database.db, { kind: 'live-sessions.session-cancelled' })).toHaveLength(3)
  })

  test('an edit keeps the row of the part, so that every calendar entry stays itself', async () => {
    const id = await addTestLiveSession(ctx, { trainer_ids: [trainer.id] })
    const before = await database.db('live_session_parts').pluck('id')
    const answer = await browser.post(`/live-sessions/${id}`, scheduling(trainer, { time: '14:00', title: 'New' }))
    expect(answer.status).toBe(303)
    expect(await database.db('live_session_parts').pluck('id')).toEqual(before)
    expect(await database.db('live_session_parts').pluck('starts_at')).toEqual([new Date('2027-04-27T13:00:00Z')])
  })
})

describe('a learner', () => {
  let learner: TestPerson
  let browser: Browser
  beforeEach(async () => {
    learner = await addTestPerson(database.db, { full_name: '李小龍' })
    browser = await site.browser(learner.email)
  })

  test('sees what is open, books with needs, sees the place, changes the needs and cancels', async () => {
    const id = await addTestLiveSession(ctx, { is_mandatory: true })
    const list = words((await browser.get('/live-sessions')).text)
    expect(list).toContain('Tuesday 27 April 2027')
    expect(list).toContain('30 of 30 places left')
    expect(list).toContain('Mandatory')
    const booked = await browser.post(`/live-sessions/${id}/bookings`, {
      needs: ['Captions', 'Large print', 'Something else'],
      needs_other: 'A quiet room',
    })
    const shown = (await browser.follow(booked)).text
    expect(words(shown)).toContain('You are booked')
    const page = load(shown)
    expect(
      page('input[name=needs]:checked')
        .toArray()
        .map((box) => page(box).val()),
    ).toEqual(['Captions', 'Large print'])
    expect(page('#needs_other').val()).toBe('A quiet room')
    const booking = await bookingOf(learner)
    expect(page(`a[href="/join/${booking.join_token}"]`).length).toBe(1)
    expect(words((await browser.get('/live-sessions')).text)).toContain('You are booked')

    await browser.post(`/live-sessions/${id}/bookings/${booking.id}/needs`, { needs_other: '' })
    expect(await database.db('booking_needs')).toEqual([])
    const url = `/live-sessions/${id}/bookings/${booking.id}/cancellation`
    expect(words((await browser.get(url)).text)).toContain('Cancel your booking')
    for (let times = 0; times < 2; times++) expect((await browser.post(url)).status).toBe(303)
    expect(await database.db('bookings').whereNull('cancelled_at')).toHaveLength(0)
  })

  test('waits, sees the number, leaves the list', async () => {
    const id = await addTestLiveSession(ctx, { capacity: 1 })
    for (let count = 0; count < 2; count++)
      await bookPlace(ctx, { live_session_id: id, person_id: (await addTestPerson(database.db)).id })
    expect(words((await browser.get(`/live-sessions/${id}`)).text)).toContain('Join the waiting list')
    await browser.post(`/live-sessions/${id}/bookings`)
    expect(words((await browser.get('/live-sessions')).text)).toContain('You are number 2 on the waiting list')
    await browser.post(`/live-sessions/${id}/bookings/${(await bookingOf(learner)).id}/cancellation`)
    expect((await listMails(database.db)).at(-1)!.subject).toMatch(/^Off the waiting list/)
  })

  test('who has a place for the same part is led to moving it, in one act', async () => {
    const part = await addTestLivePart(database.db)
    const april = await addTestLiveSession(ctx, { live_part_id: part.live_part_id })
    const may = await addTestLiveSession(ctx, {
      live_part_id: part.live_part_id,
      starts_at: new Date('2027-05-11T09:00:00Z'),
    })
    await browser.post(`/live-sessions/${april}/bookings`)
    const led = await browser.post(`/live-sessions/${may}/bookings`)
    const booking = await bookingOf(learner)
    expect(led.headers.location).toBe(`/live-sessions/${april}/bookings/${booking.id}/move?to=${may}`)
    const move = load((await browser.follow(led)).text)
    expect(move(`input[name=live_session_id][value=${may}]`).prop('checked')).toBe(true)
    const url = `/live-sessions/${april}/bookings/${booking.id}/move`
    expect((await browser.post(url, {})).status).toBe(422)
    const moved = await browser.post(url, { live_session_id: may })
    expect(moved.headers.location).toBe(`/live-sessions/${may}`)
    expect((await bookingOf(learner)).live_session_id).toBe(may)
  })

  test('cannot touch or see the booking of somebody else, nor book for them', async () => {
    const id = await addTestLiveSession(ctx)
    const other = await addTestPerson(database.db)
    await bookPlace(ctx, { live_session_id: id, person_id: other.id, needs: 'BSL interpreter' })
    const { id: bookingId } = await bookingOf(other)
    const url = `/live-sessions/${id}/bookings/${bookingId}`
    const missing = await browser.get(`/live-sessions/${id}/bookings/${newId()}/cancellation`)
    const seen = await browser.get(`${url}/cancellation`)
    expect([seen.status, missing.status]).toEqual([404, 404])
    for (const act of ['cancellation', 'move', 'needs']) expect((await browser.post(`${url}/${act}`)).status).toBe(404)
    const stranger = await addTestPerson(database.db)
    expect((await browser.post(`/live-sessions/${id}/bookings`, { person_id: stranger.id })).status).toBe(404)
    expect((await browser.get(`/live-sessions/${id}`)).text).not.toContain('BSL interpreter</')
    expect(await database.db('bookings').whereNull('cancelled_at')).toHaveLength(1)
  })

  test('an overlong need comes back with what was typed; a NUL byte or a megabyte breaks nothing', async () => {
    const id = await addTestLiveSession(ctx)
    const refused = await browser.post(`/live-sessions/${id}/bookings`, { needs_other: 'x'.repeat(501) })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('x'.repeat(501))
    expect((await browser.post(`/live-sessions/${id}/bookings`, { needs_other: 'y'.repeat(900_000) })).status).toBe(422)
    expect((await browser.post(`/live-sessions/${id}/bookings`, { needs_other: 'quiet\u0000room' })).status).toBe(303)
    expect(await database.db('booking_needs').pluck('needs')).toEqual(['quietroom'])
  })
})

describe('needs', () => {
  test('are seen by the trainers of that session alone', async () => {
    const [trainer, otherTrainer] = [await addTrainer(), await addTrainer()]
    const id = await addTestLiveSession(ctx, { trainer_ids: [trainer.id] })
    await addTestLiveSession(ctx, { trainer_ids: [otherTrainer.id] })
    const person = await addTestPerson(database.db)
    await bookPlace(ctx, { live_session_id: id, person_id: person.id, needs: 'A sign for the door' })
    const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
    const see = async (viewer: TestPerson) =>
      (await (await site.browser(viewer.email)).get(`/live-sessions/${id}/bookings`)).text
    expect(await see(trainer)).toContain('A sign for the door')
    expect(await see(coordinator)).not.toContain('A sign for the door')
    expect(await see(otherTrainer)).not.toContain('A sign for the door')
  })
})

describe('colleagues', () => {
  test('a lead books current members of their own organisation, and nobody else', async () => {
    const [own, other] = [await addTestOrganisation(database.db), await addTestOrganisation(database.db)]
    const lead = await addTestPerson(database.db, { organisation_id: own.id, roles: ['lead'] })
    const member = await addTestPerson(database.db, { full_name: "Siân O'Brien-Żak", organisation_id: own.id })
    const former = await addTestPerson(database.db, { organisation_id: own.id })
    await database.db('memberships').where({ person_id: former.id }).update({ ends_on: '2027-04-12' })
    const stranger = await addTestPerson(database.db, { organisation_id: other.id })
    const id = await addTestLiveSession(ctx)
    const browser = await site.browser(lead.email)
    const list = words((await browser.get(`/live-sessions/${id}/bookings/new`)).text)
    expect(list).toContain("Siân O'Brien-Żak")
    expect(list).not.toContain(former.full_name)
    expect(list).not.toContain(stranger.full_name)
    expect(words((await browser.get(`/live-sessions/${id}/bookings/new?search=${stranger.email}`)).text)).toContain(
      'Nobody',
    )
    for (const person of [former, stranger])
      expect((await browser.post(`/live-sessions/${id}/bookings`, { person_id: person.id })).status).toBe(404)

    const booked = await browser.post(`/live-sessions/${id}/bookings`, { person_id: member.id })
    expect(words((await browser.follow(booked)).text)).toContain("Siân O'Brien-Żak is booked and will be told by email")
    const [mail] = await listMails(database.db, { to_address: member.email })
    expect(mail!.text).toContain(`${lead.full_name} booked this place for you.`)
    // …and may give it back again.
    const url = `/live-sessions/${id}/bookings/${(await bookingOf(member)).id}/cancellation`
    expect((await browser.post(url)).status).toBe(303)
    const told = (await listMails(database.db, { to_address: member.email })).at(-1)!
    expect(told.text).toContain(`${lead.full_name} cancelled your booking for this session.`)
    expect(told.calendar_method).toBe('CANCEL')
  })

  test('a coordinator finds anyone by name or address', async () => {
    const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
    const person = await addTestPerson(database.db, { full_name: 'Zoë Quill', email: 'zoe@partner.example' })
    const id = await addTestLiveSession(ctx)
    const browser = await site.browser(coordinator.email)
    expect(words((await browser.get(`/live-sessions/${id}/bookings/new`)).text)).not.toContain('Zoë')
    for (const search of ['zoe q', 'ZOE@partner.example'])
      expect(
        words((await browser.get(`/live-sessions/${id}/bookings/new?search=${encodeURIComponent(search)}`)).text),
      ).toContain('Zoë Quill')
    await browser.post(`/live-sessions/${id}/bookings`, { person_id: person.id })
    expect((await bookingOf(person)).booked_by).toBe(coordinator.id)
  })
})

test('looking changes nothing: GET and HEAD of every page leave the places as they are', async () => {
  const coordinator = await addTestPerson(database.db, { roles: ['coordinator'] })
  const id = await addTestLiveSession(ctx)
  await bookPlace(ctx, { live_session_id: id, person_id: coordinator.id })
  const { id: bookingId } = await bookingOf(coordinator)
  const browser = await site.browser(coordinator.email)
  const before = await database.db('audit_events').count()
  for (const path of [
    '',
    '/edit',
    '/cancellation',
    '/bookings',
    '/bookings/new',
    `/bookings/${bookingId}/cancellation`,
    `/bookings/${bookingId}/move`,
  ]) {
    expect((await browser.get(`/live-sessions/${id}${path}`)).status).toBe(200)
    expect((await browser.agent.head(`/live-sessions/${id}${path}`)).status).toBe(200)
  }
  expect(await database.db('audit_events').count()).toEqual(before)
})
