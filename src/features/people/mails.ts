/** The people room's e-mails: invitation, changed address, decided request to join. */
import { wordsForDate } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'
import { currentOrganisation } from './queries/memberships.ts'
import type { PersonRow } from './queries/people.ts'

type Recipient = Pick<PersonRow, 'id' | 'full_name' | 'language'>

const to = (person: Recipient, address: string) => ({
  person_id: person.id,
  name: person.full_name,
  address,
  language: person.language,
})

/** Returns the mail's id. The link opens a page and signs nobody in, so the mail holds no secret. */
export async function putInvitation(
  ctx: Ctx,
  person: Recipient & { email: string },
  token: string,
  expiresAt: Date,
  isBulk: boolean,
): Promise<string> {
  const organisation = await currentOrganisation(ctx, person.id)
  const mailId = await putMail(ctx, {
    kind: 'people.invitation',
    to: to(person, person.email),
    locals: {
      full_name: person.full_name,
      email: person.email,
      organisation_name: organisation?.organisation_name ?? null,
      href: `${ctx.config.base_url}/invitations/${token}`,
      sign_in_href: `${ctx.config.base_url}/sign-in`,
      // The link works until the end of the day before.
      last_day_words: wordsForDate(new Date(expiresAt.getTime() - 1)),
    },
    priority: isBulk ? 10 : 0,
  })
  return mailId!
}

/** Tells the old and the new address; where one is missing, the other alone. */
export async function putAddressChanged(
  ctx: Ctx,
  before: Recipient & { email: string | null },
  email: string | null,
): Promise<void> {
  const locals = { full_name: before.full_name, old_email: before.email, new_email: email }
  if (before.email !== null)
    await putMail(ctx, { kind: 'people.address-changed-old', to: to(before, before.email), locals })
  if (email !== null)
    await putMail(ctx, {
      kind: 'people.address-changed-new',
      to: to(before, email),
      locals: { ...locals, sign_in_href: `${ctx.config.base_url}/sign-in` },
    })
}

export async function putJoinRequestDecided(
  ctx: Ctx,
  person: Recipient & { email: string },
  organisationName: string,
  decision: 'approved' | 'declined',
): Promise<void> {
  await putMail(ctx, {
    kind: `people.join-${decision}`,
    to: to(person, person.email),
    locals: {
      full_name: person.full_name,
      organisation_name: organisationName,
      href: `${ctx.config.base_url}/my-training`,
    },
  })
}
