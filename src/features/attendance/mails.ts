/** The e-mail after a session: how was it, and what there is to keep. */
import { wordsForDate } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'
import type { LiveSessionRow } from '../live-sessions/index.ts'
import type { AskedRow } from './queries/evaluations.ts'
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
