/** Whatever evidence comes, in any order and at once: on the register nobody has more minutes than the part, or fewer than before. */
import fc from 'fast-check'
import { load } from 'cheerio'
import { decideMatch } from '../../../src/features/attendance/commands/report-matches.ts'
import { holdReports, keepReports } from '../../../src/features/attendance/commands/reports.ts'
import { recordCheckIn, recordJoinClick, recordPresence } from '../../../src/features/attendance/index.ts'
import { bookPlace } from '../../../src/features/live-sessions/index.ts'
import { handPresenceOn, keepPresence } from '../../../src/features/live-room/commands/presence.ts'
import { addMinutes, instantToWall } from '../../../src/lib/time.ts'
import { clock } from '../../../src/platform/clock.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Browser, TestSite } from '../../support/browser.ts'
import { startSite } from '../../support/browser.ts'
import { contextOf, contextOfPerson } from '../../support/context.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import type { TestPerson } from '../../support/factories.ts'
import { addTestOrganisation, addTestPerson } from '../../support/factories.ts'
import { addTestLiveSession, partInput } from '../../support/live-sessions.ts'

const begins = new Date('2027-04-27T09:00:00Z')
/** 150 minutes with a break of 15. */
const scheduled = 135
const after = (seconds: number) => new Date(begins.getTime() + seconds * 1000)

/** As Teams writes it: 27/04/2027 10:00:07. */
function stamp(at: Date): string {
  const { date, time } = instantToWall(at)
  return `${date.split('-').toReversed().join('/')} ${time}:${String(at.getUTCSeconds()).padStart(2, '0')}`
}

let database: TestDatabase
let site: TestSite
let ctx: Ctx
let people: TestPerson[]
let trainer: TestPerson
let browser: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  site = await startSite(database, { at: addMinutes(begins, 155) })
  ctx = contextOf(database.db, { at: addMinutes(begins, -300) })
  trainer = await addTestPerson(database.db, { full_name: 'Terry Trainer', roles: ['trainer'] })
  const organisation_id = (await addTestOrganisation(database.db)).id
  people = [await addTestPerson(database.db, { organisation_id }), await addTestPerson(database.db)]
  await rememberAlias()
  browser = await site.browser(trainer.email)
})
afterAll(async () => {
  await site.stop()
  await database.drop()
})

interface Fact {
  kind: 'click' | 'code' | 'stretch' | 'heartbeats' | 'report' | 'named' | 'namesakes' | 'mark'
  who: number
  from: number
  long: number
}
const fact: fc.Arbitrary<Fact> = fc.record({
  kind: fc.constantFrom('click', 'code', 'stretch', 'heartbeats', 'report', 'named', 'namesakes', 'mark'),
  who: fc.nat(1),
  from: fc.integer({ min: -1200, max: 9600 }),
  long: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 9000 })),
})

/** The name under which the first of them was confirmed at an earlier session. */
const nickname = 'Sammy'

async function rememberAlias(): Promise<void> {
  const starts_at = addMinutes(begins, -7 * 24 * 60)
  const early = { ...ctx, now: addMinutes(starts_at, -60) }
  const id = await addTestLiveSession(early, { trainer_ids: [trainer.id], starts_at })
  await bookPlace(early, { live_session_id: id, person_id: people[0]!.id })
  const part_id = (await database.db('live_session_parts').where({ live_session_id: id }).first('id'))!.id
  const keeper = { ...(await contextOfPerson(ctx, trainer.id)), now: addMinutes(starts_at, 160) }
  await keepReport(keeper, part_id, [[nickname, starts_at, addMinutes(starts_at, 60), '']])
  await decideMatch(keeper, { part_id, identity: 'name: sammy', person_id: people[0]!.id })
}

type ReportRow = [name: string, from: Date, to: Date, email: string]

async function keepReport(keeper: Ctx, part_id: string, lines: ReportRow[]): Promise<void> {
  const rows = lines.map(([name, from, to, email]) => [name, stamp(from), stamp(to), '', email, 'Attendee'].join('\t'))
  const bytes = Buffer.from(['Full Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole', ...rows, ''].join('\r\n'))
  const batch_id = await holdReports(keeper, { part_id, files: [{ name: 'report.csv', bytes }] })
  const drafts = await database.db('vendor_report_drafts').where({ batch_id })
  const readings = new Map(drafts.map(({ id }) => [id, { order: null, encoding: null, meetings: [0] }]))
  await keepReports(keeper, { part_id, batch_id, readings })
}

async function add(part_id: string, { kind, who, from, long }: Fact): Promise<void> {
  const [person, at] = [people[who]!, { ...ctx, now: after(from) }]
  const one = { part_id, person_id: person.id }
  if (kind === 'click') await recordJoinClick(at, one)
  if (kind === 'code') await recordCheckIn(at, one)
  if (kind === 'stretch') await recordPresence(at, [{ ...one, from_at: after(from), to_at: after(from + long) }])
  if (kind === 'heartbeats') {
    for (let seconds = 0; seconds <= Math.min(long, 200); seconds += 20)
      await keepPresence(ctx, [{ ...one, at: after(from + seconds) }])
    await handPresenceOn({ ...ctx, now: after(from + long + 60) })
  }
  if (kind === 'mark')
    await browser.post(`/registers/${part_id}`, { [`mark-${person.id}`]: 'absent', [`was-${person.id}`]: '' })
  const keeper = { ...(await contextOfPerson(ctx, trainer.id)), now: clock.now() }
  const [came, left] = [after(from), after(from + long)]
  if (kind === 'report') await keepReport(keeper, part_id, [[person.full_name, came, left, person.email]])
  // The confirmed name, alone; and with another who bears it, so that it is anybody's.
  if (kind === 'named') await keepReport(keeper, part_id, [[nickname, came, left, '']])
  if (kind === 'namesakes')
    await keepReport(keeper, part_id, [
      [nickname, came, left, ''],
      [nickname, came, left, who === 0 ? '' : 'sammy@elsewhere.example'],
    ])
}

/** What the trainer reads: minutes there, of each. */
async function minutes(part_id: string): Promise<number[]> {
  const page = load((await browser.get(`/registers/${part_id}`)).text)
  return people.map(({ id }) => {
    const words = page(`#name-${id}`).parent().find('.app-evidence').text()
    const [, there = '0', of = String(scheduled)] = /There\s+(\d+) of (\d+) minutes/.exec(words) ?? []
    expect(Number(of)).toBe(scheduled)
    return Number(there)
  })
}

test('minutes never exceed the part, and never fall when evidence is added', async () => {
  let most = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fact, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      async (scenes) => {
        const breaks = [{ starts_at: after(3600), ends_at: after(4500) }]
        const id = await addTestLiveSession(ctx, {
          trainer_ids: [trainer.id],
          overlap_reason: 'Each run has its own',
          parts: [partInput({ starts_at: begins, ends_at: addMinutes(begins, 150), breaks })],
        })
        for (const { id: person_id } of people)
          await bookPlace(ctx, { live_session_id: id, person_id, overlap_reason: 'Each run has its own' })
        const part = await database.db('live_session_parts').where({ live_session_id: id }).first('id')
        let before = await minutes(part!.id)
        for (const facts of scenes) {
          await Promise.all(facts.map((one) => add(part!.id, one)))
          const now = await minutes(part!.id)
          for (const [index, there] of now.entries()) {
            expect(there).toBeLessThanOrEqual(scheduled)
            expect(there).toBeGreaterThanOrEqual(before[index]!)
          }
          most = Math.max(most, ...now)
          before = now
        }
      },
    ),
    { numRuns: 60 },
  )
  // The story had something to tell.
  expect(most).toBeGreaterThan(100)
}, 600_000)
