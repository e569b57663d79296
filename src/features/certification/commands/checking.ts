/** Asks of a person's courses whether they are complete, records it and issues what they have earned. */
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { askTogether, rows } from '../../../platform/db/connect.ts'
import type { WaitingJob } from '../../../platform/jobs/along.ts'
import { stillWaiting, takeAlong, withOthers } from '../../../platform/jobs/along.ts'
import type { EnrolmentRow } from '../../courses/index.ts'
import { listEnrolments } from '../../courses/index.ts'
import { completionOf, correctCompletion, findCompletion, recordCompletions } from '../../learning/index.ts'
import { findPerson } from '../../people/index.ts'
import { listLatestForUpdate } from '../queries/certificates.ts'
import { issueCertificates, lockCertificates } from './issuing.ts'

/** So many people at most are checked in one transaction: others who issue wait for their numbers meanwhile. */
const mostTogether = 24

/**
 * Checks a person, and with them others whose check waits: what hundreds earn at once is read, numbered, printed and
 * written for many at a time. Where that fails for one of them, only the person asked about is checked, and each of the
 * others in their turn.
 */
export async function checkWithOthers(ctx: Ctx, personId: string): Promise<void> {
  await withOthers(ctx, 'certification.check', mostTogether - 1, async (others) => {
    try {
      await checkPeople(ctx, personId, others)
    } catch (error) {
      if (others.length === 0) throw error
      ctx.log.warn({ err: error, others: others.length }, 'checked together they failed: each is checked alone')
      await checkPerson(ctx, personId)
    }
  })
}

export const checkPerson = (ctx: Ctx, personId: string): Promise<void> => checkPeople(ctx, personId, [])

/** Facts are read first, so that nobody waits for that; what they lead to is decided under its locks, in one transaction. */
async function checkPeople(ctx: Ctx, personId: string, others: WaitingJob<'certification.check'>[]): Promise<void> {
  const personIds = new Set([personId, ...others.map(({ payload }) => payload.personId)])
  const asks = [...personIds].map((id) => () => findCompletions(ctx, id))
  const found = (await askTogether(ctx.db, asks)).flat().filter((one) => one.completed_at !== null || one.is_recorded)
  // Who has a transaction open holds what it is about, and the facts were read in it.
  const isOwn = ctx.audit === undefined
  await inTransaction(
    ctx,
    async (ctx) => {
      const waiting = await stillWaiting(ctx, others)
      const open = await holdPeople(ctx, foundOf(found, [personId, ...idsOf(waiting)]))
      const taken = await takeAlong(ctx, waiting)
      const theirs = foundOf(found, idsOf(taken)).filter(({ enrolment }) => enrolment.person_id !== personId)
      const mine = foundOf(found, [personId])
      const ours = isOwn ? await findAgain(ctx, mine) : mine
      await recordAndIssue(
        ctx,
        [...ours, ...theirs].filter(({ enrolment }) => open.has(enrolment.person_id)),
      )
    },
    // The jobs that were taken along; whatever else is written has its audit row.
    { ownAudit: true },
  )
}

const idsOf = (jobs: WaitingJob<'certification.check'>[]) => jobs.map(({ payload }) => payload.personId)

const foundOf = (found: Found[], personIds: string[]) =>
  found.filter(({ enrolment }) => personIds.includes(enrolment.person_id))

/**
 * Holds what decides about these people's certificates, before their jobs are taken: who has one of these locks may put such
 * a job again, and each would wait for the other. Returns the people who are not disabled by now.
 */
async function holdPeople(ctx: Ctx, found: Found[]): Promise<Set<string>> {
  if (found.length === 0) return new Set()
  const enrolments = found.map(({ enrolment }) => enrolment)
  // Whoever merges or erases one of them holds the person from the beginning.
  const open = await rows<{ id: string }>(
    ctx.db,
    'select id from people where id = any (?::uuid[]) and disabled_at is null order by id for key share',
    [enrolments.map(({ person_id }) => person_id) as never],
  )
  await lockCertificates(ctx, ...enrolments)
  await listLatestForUpdate(ctx, enrolments)
  return new Set(open.map(({ id }) => id))
}

/**
 * Asks once more, under the locks: news of whoever's job this is may have been checked, and that check ended, since. Of those
 * taken along there is none, or their jobs would have been put again.
 */
async function findAgain(ctx: Ctx, ours: Found[]): Promise<Found[]> {
  if (ours.length === 0) return []
  const known = new Set(ours.map(({ enrolment }) => enrolment.enrolment_id))
  return (await findCompletions(ctx, ours[0]!.enrolment.person_id)).filter(({ enrolment }) =>
    known.has(enrolment.enrolment_id),
  )
}

/** The completion and the certificate it earns exist both or not at all. */
async function recordAndIssue(ctx: Ctx, found: Found[]): Promise<void> {
  const complete = found.filter((one) => one.completed_at !== null) as (Found & { completed_at: Date })[]
  const doubtful = found.filter((one) => one.completed_at === null && one.is_recorded)
  if (complete.length + doubtful.length === 0) return
  const ids = await recordCompletions(
    ctx,
    complete.map(({ enrolment, completed_at }) => ({ ...enrolment, completed_at })),
  )
  for (const { enrolment } of doubtful) await withdrawIfGone(ctx, enrolment)
  const earned = complete.map(({ enrolment }, index) => ({ ...enrolment, completion_id: ids[index]! }))
  // Where certificates are released, somebody does that (commands/releases.ts).
  await issueCertificates(
    ctx,
    earned.filter((one) => one.programme_issuing === 'at once'),
  )
}

interface Found {
  enrolment: EnrolmentRow
  /** Null: something is missing. */
  completed_at: Date | null
  /** It was recorded once and holds still. */
  is_recorded: boolean
}

/** Whoever has been disabled keeps what they have and is issued nothing until they are let in again. */
async function findCompletions(ctx: Ctx, personId: string): Promise<Found[]> {
  const [person, enrolments] = await askTogether(ctx.db, [
    () => findPerson(ctx, personId),
    () => listEnrolments(ctx, personId),
  ])
  if (!person || person.disabled_at) return []
  const asks = enrolments.map((enrolment) => async () => {
    const { course_version_id } = enrolment
    const [{ completed_at }, known] = await askTogether(ctx.db, [
      () => completionOf(ctx, personId, course_version_id, enrolment),
      () => findCompletion(ctx, personId, course_version_id),
    ])
    return { enrolment, completed_at, is_recorded: known?.is_in_force ?? false }
  })
  return askTogether(ctx.db, asks)
}

/** A completion that the facts no longer bear is taken back; the certificate stays until a coordinator decides. */
async function withdrawIfGone(ctx: Ctx, { person_id, course_version_id }: EnrolmentRow): Promise<void> {
  const { is_complete } = await completionOf(ctx, person_id, course_version_id)
  if (!is_complete)
    await correctCompletion(ctx, { person_id, course_version_id, reason: 'What it rested on has changed' })
}

/** Puts a check for everyone who takes a course and has had no certificate of its programme since they began it: what got lost heals by night. */
export async function putChecks(ctx: Ctx): Promise<void> {
  await ctx.db.raw(
    `select graphile_worker.add_job('certification.check', json_build_object('personId', due.person_id),
       job_key => 'certification.check ' || due.person_id, priority => 20)
     from (select distinct e.person_id from enrolments e
           join courses c on c.id = e.course_id
           join people p on p.id = e.person_id and p.disabled_at is null
           where not exists (select from certificates x
                             where x.person_id = e.person_id and x.programme_id = c.programme_id
                               and (e.round = 1 and c.kind = 'initial' or x.issued_at >= e.enrolled_at))) due`,
  )
}
