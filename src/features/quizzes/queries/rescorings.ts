/** Reads what putting a question right would change: the attempts that were marked by an earlier version of it. */
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { AnsweredRow, Change, Marks, MarkingVersion, RescoringMode } from '../rescoring.ts'
import { effectOf } from '../rescoring.ts'

/** How many attempts are read and marked at a time. */
const batch = 500

// Attempts that asked an earlier version, and are marked by none as new as the target.
const earlier = `
  from attempt_questions aq
  join question_versions asked on asked.id = aq.question_version_id
  left join question_versions by on by.id = aq.marked_by
  join attempts a on a.id = aq.attempt_id
  where asked.question_id = :question_id and coalesce(by.number, asked.number) < :number`

export interface RescoringTarget {
  question_id: string
  question_version_id: string
  number: number
  version: MarkingVersion
  /** Handed in, and marked by an earlier version. */
  attempts: number
  /** The decision, where there is one for this version. */
  decided: { mode: RescoringMode; reason: string; decided_at: Date; decided_by_name: string | null } | null
}

/** The latest version of a question, as what others would be marked by. */
export async function getRescoringTarget(ctx: Ctx, questionId: string): Promise<RescoringTarget> {
  const found = await row<MarkingVersion & { number: number }>(
    ctx.db,
    `select v.id, v.question_id, v.number, v.kind, v.content, v.points, v.is_critical from question_versions v
     where v.question_id = ? order by v.number desc limit 1`,
    [questionId],
  )
  if (!found) throw new NotFound()
  const { number, ...version } = found
  const counted = await row<{ count: number }>(ctx.db, `select count(*) ${earlier} and a.points is not null`, {
    question_id: questionId,
    number,
  })
  const decided = await row<NonNullable<RescoringTarget['decided']>>(
    ctx.db,
    `select r.mode, r.reason, r.decided_at, p.full_name as decided_by_name
     from rescorings r left join people p on p.id = r.decided_by where r.question_version_id = ?`,
    [version.id],
  )
  return {
    question_id: questionId,
    question_version_id: version.id,
    number,
    version,
    attempts: counted?.count ?? 0,
    decided: decided ?? null,
  }
}

export interface RescoringEffect {
  attempt_id: string
  person_id: string
  full_name: string
  email: string | null
  language: string
  quiz_version_id: string
  quiz_title: string
  number: number
  pass_percent: number
  before: Marks
  after: Marks
  change: Change
}

/** For every attempt that was handed in: what it was, and what it would be. In the order of names. */
export async function listRescoringEffects(ctx: Ctx, target: RescoringTarget): Promise<RescoringEffect[]> {
  const attempts = await rows<Omit<RescoringEffect, 'before' | 'after' | 'change'> & Marks>(
    ctx.db,
    `select a.id as attempt_id, a.person_id, p.full_name, p.email, p.language, a.quiz_version_id, q.title as quiz_title,
            a.number, v.pass_percent, a.points, a.max_points, a.is_passed, a.is_critical_right
     from (select a.id ${earlier} and a.points is not null) found
     join attempts a on a.id = found.id
     join people p on p.id = a.person_id
     join quiz_versions v on v.id = a.quiz_version_id
     join quizzes q on q.id = v.quiz_id
     order by lower(p.full_name), a.person_id, q.title, a.number`,
    { question_id: target.question_id, number: target.number },
  )
  const versions = new Map<string, MarkingVersion>([[target.version.id, target.version]])
  const effects: RescoringEffect[] = []
  for (let from = 0; from < attempts.length; from += batch) {
    const some = attempts.slice(from, from + batch)
    const questions = await listAnswered(
      ctx,
      some.map((attempt) => attempt.attempt_id),
      versions,
    )
    for (const { points, max_points, is_passed, is_critical_right, ...attempt } of some) {
      const before = { points, max_points, is_passed, is_critical_right }
      const effect = effectOf(
        { questions: questions.get(attempt.attempt_id) ?? [], before, pass_percent: attempt.pass_percent },
        target.version,
        ({ asked }) => asked.question_id === target.question_id,
      )
      effects.push({ ...attempt, before, ...effect })
    }
  }
  return effects
}

/** The questions of attempts with their answers; `versions` keeps what was read, for thousands ask the same few. */
export async function listAnswered(
  ctx: Ctx,
  attemptIds: string[],
  versions: Map<string, MarkingVersion>,
): Promise<Map<string, AnsweredRow[]>> {
  const found = await rows<{
    attempt_id: string
    asked_id: string
    marked_by: string | null
    given: string[]
    hand_points: number[] | null
    taken_ms: number | null
  }>(
    ctx.db,
    `select aq.attempt_id, aq.question_version_id as asked_id, aq.marked_by, coalesce(s.given, '{}') as given,
            w.points as hand_points, s.taken_ms
     from attempt_questions aq
     left join answers s on s.attempt_id = aq.attempt_id and s.question_version_id = aq.question_version_id
     left join written_marks w on w.attempt_id = aq.attempt_id and w.question_version_id = aq.question_version_id
     where aq.attempt_id = any(?) order by aq.position`,
    [attemptIds],
  )
  const wanted = new Set(found.flatMap(({ asked_id, marked_by }) => (marked_by ? [asked_id, marked_by] : [asked_id])))
  const missing = [...wanted].filter((id) => !versions.has(id))
  if (missing.length > 0)
    for (const version of await rows<MarkingVersion>(
      ctx.db,
      'select id, question_id, kind, content, points, is_critical from question_versions where id = any(?)',
      [missing],
    ))
      versions.set(version.id, version)
  const byAttempt = new Map<string, AnsweredRow[]>()
  for (const { attempt_id, asked_id, marked_by, given, hand_points, taken_ms } of found) {
    const row = {
      asked: versions.get(asked_id)!,
      marked_by: marked_by ? versions.get(marked_by)! : null,
      given,
      hand_points,
      taken_ms,
    }
    const list = byAttempt.get(attempt_id)
    if (list) list.push(row)
    else byAttempt.set(attempt_id, [row])
  }
  return byAttempt
}

/** Whoever hands one of them in waits, and is marked by what was decided meanwhile. */
export async function lockEarlierAttempts(ctx: Ctx, target: RescoringTarget): Promise<void> {
  await ctx.db.raw(`select a.id ${earlier} order by a.id for update of a`, {
    question_id: target.question_id,
    number: target.number,
  })
}

/** What was decided of the questions of an attempt since they were asked, the oldest decision first. */
export async function listPutRight(
  ctx: Ctx,
  attemptId: string,
): Promise<{ question_version_id: string; target: MarkingVersion; mode: RescoringMode }[]> {
  return rows(
    ctx.db,
    `select aq.question_version_id, to_jsonb(later) as target, r.mode
     from attempt_questions aq
     join question_versions asked on asked.id = aq.question_version_id
     left join question_versions by on by.id = aq.marked_by
     join rescorings r on r.question_id = asked.question_id
     join question_versions later on later.id = r.question_version_id
       and later.number > coalesce(by.number, asked.number)
     where aq.attempt_id = ? order by r.decided_at, later.number`,
    [attemptId],
  )
}
