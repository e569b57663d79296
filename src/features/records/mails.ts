/** E-mails about two records made one, and two again: to both addresses, for either may be the one somebody reads. */
import { wordsForDate } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'
import type { PersonRow } from '../people/index.ts'

interface About {
  kept: PersonRow
  merged: PersonRow
}

/** The last one about it: when it is done there is no address left. */
export async function putErasureAsked(ctx: Ctx, person: PersonRow, dueAt: Date): Promise<void> {
  await putTo(ctx, 'records.erasure-asked', person, { day_words: wordsForDate(dueAt) })
}

export const putErasureCancelled = (ctx: Ctx, person: PersonRow): Promise<void> =>
  putTo(ctx, 'records.erasure-cancelled', person, {})

async function putTo(ctx: Ctx, kind: string, person: PersonRow, locals: Record<string, unknown>): Promise<void> {
  if (person.email === null) return
  await putMail(ctx, {
    kind,
    to: { person_id: person.id, name: person.full_name, address: person.email, language: person.language },
    locals: { full_name: person.full_name, ...locals },
  })
}

const locals = (ctx: Ctx, to: PersonRow, { kept, merged }: About) => ({
  full_name: to.full_name,
  kept_address: kept.email,
  merged_address: merged.email,
  day_words: wordsForDate(ctx.now),
  sign_in_href: `${ctx.config.base_url}/sign-in`,
})

const put = (kind: string) => async (ctx: Ctx, to: PersonRow & { email: string }, about: About) => {
  await putMail(ctx, {
    kind,
    to: { person_id: to.id, name: to.full_name, address: to.email, language: to.language },
    locals: locals(ctx, to, about),
  })
}

export const putMerged = put('records.merged')
export const putMergeUndone = put('records.merge-undone')
