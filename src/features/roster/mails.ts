/** The roster's e-mails: a link to a saved view, which names nobody; and that a champion has left, to who leads the organisation. */
import { wordsForDate, today } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'
import { readSettings } from '../../platform/settings.ts'
import type { PersonRow } from '../people/index.ts'
import type { LeadToTell, Leaver, Lost } from './queries/leavers.ts'
import { lostWords } from './rules.ts'

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

export async function putLeaverMail(ctx: Ctx, lead: LeadToTell, leaver: Leaver, lost: Lost[]): Promise<void> {
  const { contact_address } = await readSettings(ctx)
  await putMail(ctx, {
    kind: 'roster.leaver',
    to: { person_id: lead.id, name: lead.full_name, address: lead.email, language: lead.language },
    locals: {
      full_name: lead.full_name,
      leaver_name: leaver.full_name,
      organisation_name: leaver.organisation_name,
      day_words: wordsForDate(leaver.ends_on),
      lines: lost.map((one) => lostWords(leaver.organisation_name, one)),
      href: `${ctx.config.base_url}/organisations/${leaver.organisation_id}`,
      contact_address,
    },
    priority: 10,
  })
}
