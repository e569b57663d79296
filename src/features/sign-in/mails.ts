/** The mails of the sign-in room. */
import { wordsForTime } from '../../lib/time.ts'
import type { Ctx } from '../../platform/context.ts'
import { putMail } from '../../platform/mail/put.ts'

interface Recipient {
  /** Null for somebody who is known only once they have typed the code. */
  id: string | null
  full_name: string
  email: string | null
  language?: string
}

export async function mailCode(
  ctx: Ctx,
  person: Recipient,
  sent: { code: string; link: string; expires_at: Date },
): Promise<void> {
  await putMail(ctx, {
    kind: 'sign-in.code',
    to: {
      person_id: person.id,
      name: person.full_name,
      address: person.email!,
      ...(person.language ? { language: person.language } : {}),
    },
    locals: {
      name: person.full_name,
      code: sent.code,
      link: `${ctx.config.base_url}/sign-in/link/${sent.link}`,
      until: wordsForTime(sent.expires_at),
    },
    is_secret: true,
    priority: -10,
    stale_at: sent.expires_at,
  })
}

export async function mailPasswordSet(ctx: Ctx, person: Recipient): Promise<void> {
  await putMail(ctx, {
    kind: 'sign-in.password-set',
    to: { person_id: person.id, name: person.full_name, address: person.email! },
    locals: { name: person.full_name, account_url: `${ctx.config.base_url}/account` },
  })
}
