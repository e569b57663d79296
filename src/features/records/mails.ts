/** E-mails about two records made one, and two again: to both addresses, for either may be the one somebody reads. */
import { wordsForDate } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'
import type { PersonRow } from '../people/index.ts'

interface About {
  kept: PersonRow
  merged: PersonRow
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
