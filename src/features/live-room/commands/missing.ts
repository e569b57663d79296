/** Sends those who are missing the link to their join page, at once and once. */
import { wordsForTime } from '../../../lib/time.ts'
import { recordAudit } from '../../../platform/audit/record.ts'
import type { Ctx } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/context.ts'
import { putMail } from '../../../platform/mail/put.ts'
import { getRegisterPart } from '../../attendance/index.ts'
import { getLiveSession } from '../../live-sessions/index.ts'
import { listMissing, missingMailKey } from '../queries/missing.ts'
import type { MissingState } from '../rules.ts'
import { canBeSent, missingStateOf } from '../rules.ts'

/** Ahead of all but sign-in codes: in an hour it is worth nothing. */
const priority = -5

export type SendLinksResult = { result: 'sent'; count: number } | { result: Exclude<MissingState, 'open'> }

export async function sendLinks(ctx: Ctx, partId: string): Promise<SendLinksResult> {
  return inTransaction(ctx, async (ctx) => {
    const part = await getRegisterPart(ctx, partId)
    const session = await getLiveSession(ctx, part.live_session_id)
    const join_url = session.parts.find(({ id }) => id === partId)?.join_url ?? null
    const state = missingStateOf({ ...part, mode: session.mode, join_url }, ctx.now)
    if (state !== 'open') return { result: state }
    const sent: string[] = []
    for (const person of (await listMissing(ctx, partId)).filter(canBeSent)) {
      const id = await putMail(ctx, {
        kind: 'live-room.missing',
        to: { ...person, name: person.full_name, address: person.email! },
        locals: {
          name: person.full_name,
          session_title: part.title,
          began_words: wordsForTime(part.starts_at),
          join_href: `${ctx.config.base_url}/join/${person.join_token}`,
          session_href: `${ctx.config.base_url}/live-sessions/${part.live_session_id}`,
        },
        dedupe_key: missingMailKey(partId, person.person_id),
        priority,
        stale_at: part.ends_at,
        is_secret: true,
      })
      if (id !== null) sent.push(person.person_id)
    }
    if (sent.length > 0)
      await recordAudit(ctx, {
        action: 'live-room.send-links',
        subject_kind: 'register',
        subject_id: partId,
        after: { people: sent },
      })
    return { result: 'sent', count: sent.length }
  })
}
