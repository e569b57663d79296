/** The one engine that says whether somebody has completed a course: for issuing, and for telling what is missing. */
import type { Ctx } from '../../platform/context.ts'
import { askTogether } from '../../platform/db/connect.ts'
import { listAttendance } from '../attendance/index.ts'
import type { Round } from '../courses/index.ts'
import { getCourseVersion, listCourseLiveParts, roundOf } from '../courses/index.ts'
import type { EndedBookingRow } from '../live-sessions/index.ts'
import { listEndedBookings, listUpcomingFor } from '../live-sessions/index.ts'
import type { ChangeTextRow } from './queries/changes.ts'
import { listChangeReadings, listChangeTexts } from './queries/changes.ts'
import { listProgress } from './queries/progress.ts'
import type { Step } from './rules.ts'
import { changeStep, completionFrom, doneAgainSince, liveStep, moduleStep } from './rules.ts'

export interface Completion {
  is_complete: boolean
  /** The moment of the last fact that was needed; null while something is missing. */
  completed_at: Date | null
  steps: Step[]
  /** What was written of the changes for which something is to be done again. */
  changes: ChangeTextRow[]
}

/**
 * Asked of the facts each time: modules done, quizzes passed, live parts attended to the share the course asks for. Asks
 * for their round if it is not known.
 */
export async function completionOf(
  ctx: Ctx,
  personId: string,
  courseVersionId: string,
  known?: Round,
): Promise<Completion> {
  const round = known ?? (await roundOf(ctx, personId, courseVersionId))
  const [{ course_id, number }, modules, liveSteps, readings] = await askTogether(ctx.db, [
    () => getCourseVersion(ctx, courseVersionId),
    () => listProgress(ctx, personId, courseVersionId, round),
    () => listLiveSteps(ctx, personId, courseVersionId, round.since),
    () => listChangeReadings(ctx, personId),
  ])
  const steps = [
    ...modules.map((module) => moduleStep(module, course_id)),
    ...liveSteps,
    ...readings.filter((one) => one.is_required && one.course_id === course_id && one.number > number).map(changeStep),
  ]
  const changes = await listChangeTexts(ctx, { version_id: courseVersionId, after: doneAgainSince(modules) })
  return { ...completionFrom(steps), steps, changes }
}

async function listLiveSteps(ctx: Ctx, personId: string, courseVersionId: string, since: Date | null): Promise<Step[]> {
  const parts = await listCourseLiveParts(ctx, courseVersionId)
  if (parts.length === 0) return []
  const ids = parts.map((part) => part.live_part_id)
  const toTheEnd = parts.filter((part) => part.last_minutes !== null).map((part) => part.live_part_id)
  const [attended, upcoming] = await askTogether(ctx.db, [
    () => listAttendance(ctx, personId, ids, toTheEnd, since),
    () => listUpcomingFor(ctx, personId),
  ])
  const facts = parts.map((part) => ({
    ...part,
    attended: attended.get(part.live_part_id),
    upcoming: upcoming.find((one) => one.live_part_id === part.live_part_id),
  }))
  const without = facts.filter((part) => !part.attended && !part.upcoming).map((part) => part.live_part_id)
  const ended =
    without.length > 0 ? await listEndedBookings(ctx, personId, without) : new Map<string, EndedBookingRow>()
  return facts.map((part) => liveStep({ ...part, ended: endedSince(ended.get(part.live_part_id), since) }))
}

const endedSince = (ended: EndedBookingRow | undefined, since: Date | null) =>
  ended && since && ended.starts_at < since ? undefined : ended
