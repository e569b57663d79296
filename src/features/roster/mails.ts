/** The roster's only e-mail: a link to a saved view. It names nobody. */
import { wordsForDate, today } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'
import type { PersonRow } from '../people/index.ts'

export async function putLinkMail(
  ctx: Ctx,
  person: PersonRow & { email: string },
  view: { id: string; name: string },
  token: string,
  expiresAt: Date,
): Promise<void> {
  const { base_url } = ctx.config
  await putMail(ctx, {
    kind: 'roster.link',
    to: { person_id: person.id, name: person.full_name, address: person.email, language: person.language },
    locals: {
      full_name: person.full_name,
      view_name: view.name,
      day_words: wordsForDate(today(ctx.now)),
      href: `${base_url}/roster/links/${token}`,
      last_day_words: wordsForDate(new Date(expiresAt.getTime() - 1)),
      change_href: `${base_url}/roster/views/${view.id}`,
    },
    priority: 10,
    stale_at: expiresAt,
  })
}
