/** The e-mails of the learning room: one's attendance, how written answers were marked, and what changed in a course one did. */
import { wordsForRange } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'
import {
  getRegisterPart,
  getRegisterRule,
  lengthOf,
  listEvidence,
  listRegister,
  minutesWords,
  ruleWords,
} from '../attendance/index.ts'
import { getCourseVersion } from '../courses/index.ts'
import { completionOf } from './completion.ts'
import { findEnrolmentFor } from './queries/enrolments.ts'
import { findPerson } from '../people/index.ts'
import { getAttempt, getWrittenAttempt } from '../quizzes/index.ts'
import { attendedWords, nextWords } from './rules.ts'

/** Bulk: after codes and certificates. */
const priority = 10

/** Asks the facts anew: a mark corrected since is the one that is told. One mail per person and part, whatever is tried again. */
export async function tellAttendance(ctx: Ctx, partId: string): Promise<void> {
  const part = await getRegisterPart(ctx, partId)
  if (!part.closed_at || part.cancelled_at) return
  const { current } = await getRegisterRule(ctx, part)
  const evidence = await listEvidence(ctx, partId)
  for (const person of await listRegister(ctx, partId)) {
    if (!person.email || person.mark === null) continue
    const to = { person_id: person.person_id, name: person.full_name, address: person.email, language: person.language }
    const enrolment = part.live_part_id && (await findEnrolmentFor(ctx, person.person_id, part.live_part_id))
    const completion = enrolment && (await completionOf(ctx, person.person_id, enrolment.course_version_id))
    await inTransaction(
      ctx,
      (ctx) =>
        putMail(ctx, {
          kind: 'learning.attendance',
          to,
          priority,
          dedupe_key: `attendance ${partId} ${person.person_id}`,
          locals: {
            name: person.full_name,
            session_title: part.title,
            when_words: wordsForRange(part.starts_at, part.ends_at),
            mark_words: attendedWords({ mark: person.mark!, minutes: person.minutes }, lengthOf(part)),
            there_words: minutesWords(part, evidence.of(person.person_id)),
            rule_words: current && ruleWords(current, lengthOf(part)),
            next: completion ? nextWords(completion.steps) : null,
            attendance_url: `${ctx.config.base_url}/attendance/${partId}`,
            training_url: `${ctx.config.base_url}/my-training`,
          },
        }),
      { ownAudit: true },
    )
  }
}

/** A trainer has marked what somebody wrote: the result, the points of each answer, and the trainer's words. */
export async function mailMarked(ctx: Ctx, attemptId: string): Promise<void> {
  const attempt = await getAttempt(ctx, attemptId)
  const { quiz_title, answers } = await getWrittenAttempt(ctx, attemptId)
  const person = await findPerson(ctx, attempt.person_id)
  if (!person?.email) return
  await putMail(ctx, {
    kind: 'learning.marked',
    to: { person_id: person.id, name: person.full_name, address: person.email, language: person.language },
    dedupe_key: `marked ${attemptId}`,
    locals: {
      name: person.full_name,
      quiz_title,
      result_words: `${attempt.is_passed ? 'You passed' : 'You have not passed yet'}: ${attempt.points} of ${attempt.max_points} points.`,
      answers: answers.map(({ text, rubric, points, feedback }) => ({
        text,
        points_words: rubric
          .map((line, index) => `${line.criterion}: ${points?.[index] ?? 0} of ${line.points}`)
          .join('; '),
        feedback,
      })),
      result_url: `${ctx.config.base_url}/my-training/attempts/${attemptId}`,
    },
  })
}

/** To people who are certified: the course they did has changed, and what they are asked. One mail each, whatever is tried again. */
export async function tellChange(
  ctx: Ctx,
  { versionId, personIds, isAgain }: { versionId: string; personIds: string[]; isAgain: boolean },
): Promise<void> {
  const { course_title } = await getCourseVersion(ctx, versionId)
  for (const id of personIds) {
    const person = await findPerson(ctx, id)
    if (!person?.email || person.disabled_at !== null) continue
    const to = { person_id: id, name: person.full_name, address: person.email, language: person.language }
    await inTransaction(
      ctx,
      (ctx) =>
        putMail(ctx, {
          kind: 'learning.change',
          to,
          priority,
          dedupe_key: `change ${versionId} ${id}`,
          locals: {
            name: to.name,
            course_title,
            is_again: isAgain,
            url: `${ctx.config.base_url}/my-training${isAgain ? '' : `/changes/${versionId}`}`,
          },
        }),
      { ownAudit: true },
    )
  }
}
