/** Live sessions of the demo: scheduled, booked, held. */
import { addMinutes } from '../../src/lib/time.ts'
import type { Ctx } from '../../src/platform/context.ts'
import type { Mark } from '../../src/features/attendance/index.ts'
import { answerEvaluation, closeRegister, recordJoinClick, saveMarks } from '../../src/features/attendance/index.ts'
import { listLivePartChoices } from '../../src/features/courses/index.ts'
import {
  addMaterialLink,
  addWalkIn,
  bookPlace,
  listBookings,
  listLiveSessionParts,
  scheduleLiveSession,
} from '../../src/features/live-sessions/index.ts'
import type { LiveSessionInput } from '../../src/features/live-sessions/index.ts'
import { as, together } from './history.ts'
import type { Course } from './training.ts'

export interface Plan {
  title: string
  course: Course
  starts_at: Date
  capacity: number
  trainer: string
  scheduled_at: Date
  audience?: LiveSessionInput['audience']
  mode?: LiveSessionInput['mode']
  place?: string
  minutes?: number
  join_url?: string
}

export async function schedule(ctx: Ctx, plan: Plan): Promise<string> {
  const parts = await listLivePartChoices(ctx)
  const part = parts.find((one) => one.course_id === plan.course.course_id)
  const scheduled = await scheduleLiveSession(await as(ctx, plan.trainer, plan.scheduled_at), {
    title: plan.title,
    mode: plan.mode ?? 'online',
    place: plan.place ?? null,
    is_mandatory: true,
    audience: plan.audience ?? 'external',
    parts: [
      {
        live_part_id: part?.live_part_id ?? null,
        starts_at: plan.starts_at,
        ends_at: addMinutes(plan.starts_at, plan.minutes ?? 150),
        breaks: [],
        trainer_ids: null,
        join_url: null,
      },
    ],
    capacity: plan.capacity,
    trainer_ids: [plan.trainer],
    join_url: plan.join_url ?? 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_champions%40thread.v2/0',
    notes: 'Please come with your camera on if you can. There is a break half way.',
  })
  if (scheduled.result !== 'scheduled') throw new Error(`${plan.title} could not be scheduled: ${scheduled.result}`)
  return scheduled.id
}

/** Each books a minute after the one before; there is room for all of them. */
export async function book(ctx: Ctx, sessionId: string, personIds: string[], from: Date): Promise<void> {
  await together(personIds.entries(), async ([index, id]) => {
    const own = await as(ctx, id, addMinutes(from, index))
    await bookPlace(own, { live_session_id: sessionId, person_id: id })
  })
}

export async function bookWithNeeds(
  ctx: Ctx,
  sessionId: string,
  personId: string,
  needs: string,
  at: Date,
): Promise<void> {
  await bookPlace(await as(ctx, personId, at), { live_session_id: sessionId, person_id: personId, needs })
}

/** Those in the room: they pressed "join" in the minutes before. */
export async function join(ctx: Ctx, sessionId: string, personIds: string[]): Promise<void> {
  const [part] = await listLiveSessionParts(ctx, sessionId)
  const { id: part_id, starts_at } = part!
  await together(personIds.entries(), ([index, id]) =>
    recordJoinClick({ ...ctx, now: addMinutes(starts_at, -10 + (index % 12)) }, { part_id, person_id: id }),
  )
}

/** A page of the web that the trainer gives people to read. */
export async function giveLink(
  ctx: Ctx,
  sessionId: string,
  trainer: { id: string; at: Date },
  link: { moment: 'before' | 'after'; title: string; url: string },
): Promise<void> {
  const added = await addMaterialLink(await as(ctx, trainer.id, trainer.at), { live_session_id: sessionId, ...link })
  if (added !== 'added') throw new Error(`${link.title} was not added: ${added}`)
}

const remarks = [
  'More time for the exercises in small groups, please.',
  '',
  'Send the workbook a week earlier.',
  '',
  'A short break after the first hour would help.',
  '',
  '',
]

/** What those who were there say of it, within the afternoon. */
export async function evaluate(ctx: Ctx, sessionId: string, personIds: string[]): Promise<void> {
  const [part] = await listLiveSessionParts(ctx, sessionId)
  const bookings = (await listBookings(ctx, sessionId)).filter(({ person_id }) => personIds.includes(person_id))
  for (const [index, booking] of bookings.entries())
    await answerEvaluation(
      { ...ctx, now: addMinutes(part!.ends_at, 5 + 3 * index) },
      {
        booking,
        answers: {
          useful: [5, 4, 5, 3, 4, 5, 4][index % 7]!,
          supporting: [4, 4, 5, 3, 4, 4, 5][index % 7]!,
          explaining: [5, 3, 4, 4, 5, 4, 4][index % 7]!,
          care: index === 3 ? 'nothing upsetting' : 'well',
          pace: index === 4 ? 'too fast' : 'right',
          change_text: remarks[index % 7]!,
        },
      },
    )
}

export interface Exception {
  person_id: string
  mark: Mark
  minutes: number | null
}

/** The trainer marks everyone present but for the exceptions, and closes the register. */
export async function closeTheRegister(
  ctx: Ctx,
  sessionId: string,
  trainerId: string,
  exceptions: Exception[] = [],
  walkIns: string[] = [],
): Promise<void> {
  const [part] = await listLiveSessionParts(ctx, sessionId)
  const { id: part_id, ends_at } = part!
  const own = await as(ctx, trainerId, addMinutes(ends_at, 5))
  for (const person_id of walkIns) await addWalkIn(own, { live_session_id: sessionId, person_id })
  const booked = (await listBookings(own, sessionId)).filter((booking) => booking.booked_at !== null)
  const marks = booked.map(
    ({ person_id }) =>
      exceptions.find((one) => one.person_id === person_id) ?? { person_id, mark: 'present' as const, minutes: null },
  )
  await saveMarks(own, { part_id, marks })
  const closed = await closeRegister({ ...own, now: addMinutes(ends_at, 9) }, { part_id, rest_absent: true })
  if (closed.result !== 'closed') throw new Error(`A register could not be closed: ${closed.result}`)
}
