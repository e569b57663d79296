/** The e-mails after a session: to those who came, how was it and what there is to keep; to its trainers, who says they were there. */
import { wordsForDate, wordsForMoment, wordsForRange } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'
import type { LiveSessionRow, TrainerRow } from '../live-sessions/index.ts'
import type { OpenClaimRow } from './queries/claims.ts'
import type { AskedRow } from './queries/evaluations.ts'
import type { RegisterPartRow } from './queries/registers.ts'
import { evaluationClosesAt } from './rules/evaluation.ts'

/** Sent once for a booking. Both links need no signing in, so they are as secret as that of the join page. */
export async function tellAfterwards(
  ctx: Ctx,
  {
    session,
    person,
    isAsked,
    materials,
  }: { session: LiveSessionRow; person: AskedRow; isAsked: boolean; materials: { title: string }[] },
): Promise<void> {
  if (!person.email) return
  const joinHref = `${ctx.config.base_url}/join/${person.join_token}`
  const closesAt = evaluationClosesAt(session.ends_at)
  await putMail(ctx, {
    kind: 'attendance.afterwards',
    to: { person_id: person.id, name: person.full_name, address: person.email, language: person.language },
    locals: {
      name: person.full_name,
      session_title: session.title,
      day_words: wordsForDate(session.ends_at),
      evaluation: isAsked ? { href: `${joinHref}/evaluation`, closes_words: wordsForDate(closesAt) } : null,
      materials: materials.length > 0 ? { href: joinHref, titles: materials.map((one) => one.title) } : null,
    },
    dedupe_key: `attendance.afterwards ${person.booking_id}`,
    is_secret: true,
    priority: 10,
    stale_at: closesAt,
  })
}

/** What they say stays on the page: a mail may be read by others. */
export async function tellClaims(
  ctx: Ctx,
  { part, trainer, claims }: { part: RegisterPartRow; trainer: TrainerRow; claims: OpenClaimRow[] },
): Promise<void> {
  if (!trainer.email) return
  await putMail(ctx, {
    kind: 'attendance.claims',
    to: { person_id: trainer.id, name: trainer.full_name, address: trainer.email, language: trainer.language },
    locals: {
      name: trainer.full_name,
      part_title: part.title,
      when_words: wordsForRange(part.starts_at, part.ends_at),
      lines: claims.map(({ full_name, claimed_at }) => ({ name: full_name, at_words: wordsForMoment(claimed_at) })),
      claims_href: `${ctx.config.base_url}/registers/claims`,
    },
    dedupe_key: `attendance.claims ${part.part_id} ${trainer.id} ${claims.at(-1)!.id}`,
  })
}
