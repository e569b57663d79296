/** A published course with one live part, and live sessions that deliver it. */
import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { editLiveSession, scheduleLiveSession, sendChanges } from '../../src/features/live-sessions/index.ts'
import type { LiveSessionInput, PartInput } from '../../src/features/live-sessions/index.ts'
import { newId } from '../../src/lib/ids.ts'
import { addMinutes } from '../../src/lib/time.ts'
import type { Ctx } from '../../src/platform/context.ts'

export interface TestLivePart {
  live_part_id: string
  course_id: string
  course_version_id: string
  title: string
}

const letters = () => Array.from(randomBytes(5), (byte) => String.fromCharCode(65 + (byte % 26))).join('')

/** A programme, its course, a published version that asks for 80 % of one live part. */
export async function addTestLivePart(db: Knex): Promise<TestLivePart> {
  const [programme_id, course_id, live_part_id, course_version_id] = [newId(), newId(), newId(), newId()]
  const code = letters()
  const at = new Date('2027-01-04T09:00:00Z')
  const title = 'The live session'
  await db('programmes').insert({
    id: programme_id,
    slug: code.toLowerCase(),
    name: `Programme ${code}`,
    code,
    validity_months: 12,
    renewal_days: 90,
    grace_months: 2,
    certificate_wording: 'has completed the training',
    created_at: at,
  })
  await db('courses').insert({ id: course_id, programme_id, title: `Course ${code}`, kind: 'initial', created_at: at })
  await db('live_parts').insert({ id: live_part_id, course_id, title, position: 1 })
  await db('course_versions').insert({
    id: course_version_id,
    course_id,
    number: 1,
    owner: 'Hate crime team',
    reviewer: 'not yet reviewed',
    created_at: at,
  })
  await db('course_version_live_parts').insert({ course_version_id, course_id, live_part_id, attendance_percent: 80 })
  await db('course_versions')
    .where({ id: course_version_id })
    .update({ published_at: at, content_hash: Buffer.alloc(32) })
  return { live_part_id, course_id, course_version_id, title }
}

/** A session as tests say it: of one part unless they give several. */
export type TestLiveSession = Partial<
  LiveSessionInput & { overlap_reason: string } & Pick<PartInput, 'starts_at' | 'ends_at' | 'live_part_id'>
>

export function partInput(values: Partial<PartInput> = {}): PartInput {
  const starts_at = values.starts_at ?? new Date('2027-04-27T09:00:00Z')
  return {
    live_part_id: null,
    starts_at,
    ends_at: addMinutes(starts_at, 150),
    breaks: [],
    trainer_ids: null,
    join_url: null,
    ...values,
  }
}

/** What a trainer would schedule: 27 April 2027, 10am, two and a half hours, 30 places. */
export function liveSessionInput({
  starts_at,
  ends_at,
  live_part_id = null,
  ...values
}: TestLiveSession = {}): LiveSessionInput & { overlap_reason?: string } {
  const when = { ...(starts_at ? { starts_at } : {}), ...(ends_at ? { ends_at } : {}) }
  return {
    title: 'Hate crime champions: live session',
    parts: [partInput({ live_part_id, ...when })],
    mode: 'online',
    place: null,
    is_mandatory: false,
    audience: 'external',
    capacity: 30,
    trainer_ids: [],
    join_url: 'https://teams.microsoft.com/l/meetup-join/abc',
    notes: '',
    ...values,
  }
}

/** What a trainer does who changes a session and sends the update; how many were told by email. */
export async function editAndTell(ctx: Ctx, input: LiveSessionInput & { id: string }): Promise<number> {
  const edited = await editLiveSession(ctx, input)
  if (edited.result !== 'saved') throw new Error(`Not saved: ${edited.result}`)
  const sent = await sendChanges(ctx, { id: input.id })
  return edited.told + (sent.result === 'sent' ? sent.told : 0)
}

export async function addTestLiveSession(ctx: Ctx, values: TestLiveSession = {}): Promise<string> {
  const scheduled = await scheduleLiveSession(ctx, liveSessionInput(values))
  if (scheduled.result !== 'scheduled') throw new Error(`Not scheduled: ${scheduled.result}`)
  return scheduled.id
}
