/** Reads invitations: the one behind a link, and what became of those a person was sent. */
import { hashSecret } from '../../../lib/codes.ts'
import { isSecret } from '../../../lib/ids.ts'
import type { Ctx } from '../../../platform/context.ts'
import { row, rows } from '../../../platform/db/connect.ts'
import { cameBackSql } from '../../../platform/mail/came-back.ts'
import { maskAddress } from '../rules/people.ts'

export interface InvitationRow {
  id: string
  invited_at: Date
  expires_at: Date
  superseded_at: Date | null
  accepted_at: Date | null
  invited_by_name: string | null
  mail_address: string
  mail_sent_at: Date | null
  mail_failed_at: Date | null
  mail_dropped_at: Date | null
  mail_error: string | null
}

/** The newest first. */
export async function listInvitations(ctx: Ctx, personId: string): Promise<InvitationRow[]> {
  return rows<InvitationRow>(
    ctx.db,
    `select i.id, i.invited_at, i.expires_at, i.superseded_at, i.accepted_at, b.full_name as invited_by_name,
       m.to_address as mail_address, m.sent_at as mail_sent_at,
       case when ${cameBackSql()} then m.bounced_at end as mail_failed_at,
       m.dropped_at as mail_dropped_at, coalesce(m.bounce_reason, m.last_error, m.drop_reason) as mail_error
     from invitations i join mails m on m.id = i.mail_id left join people b on b.id = i.invited_by
     where i.person_id = ? order by i.invited_at desc, i.id desc`,
    [personId],
  )
}

export interface FoundInvitation {
  person_id: string
  email: string
  /** The address as a bearer of a forwarded link may see it: s…@dacorum.gov.uk. */
  masked: string
  state: 'open' | 'expired' | 'superseded' | 'accepted'
  /** When a newer invitation took its place. */
  superseded_by_at: Date | null
}

/** The invitation behind a link; undefined for a wrong one, and for a person who is disabled or has no address. */
export async function findInvitation(ctx: Ctx, token: string): Promise<FoundInvitation | undefined> {
  if (!isSecret(token)) return undefined
  const found = await row<{
    person_id: string
    email: string
    expires_at: Date
    superseded_at: Date | null
    accepted_at: Date | null
    newest_at: Date
  }>(
    ctx.db,
    `select i.person_id, p.email, i.expires_at, i.superseded_at, i.accepted_at,
       (select max(n.invited_at) from invitations n where n.person_id = i.person_id) as newest_at
     from invitations i join people p on p.id = i.person_id
     where i.token_hash = ? and p.disabled_at is null and p.email is not null`,
    [hashSecret(token)],
  )
  if (!found) return undefined
  const state = found.accepted_at
    ? 'accepted'
    : found.superseded_at
      ? 'superseded'
      : found.expires_at <= ctx.now
        ? 'expired'
        : 'open'
  return {
    person_id: found.person_id,
    email: found.email,
    masked: maskAddress(found.email),
    state,
    superseded_by_at: state === 'superseded' ? found.newest_at : null,
  }
}

/** Which of the people were sent an invitation at that moment or later. */
export async function listInvitedSince(ctx: Ctx, personIds: string[], since: Date): Promise<Set<string>> {
  const found = await rows<{ person_id: string }>(
    ctx.db,
    'select distinct person_id from invitations where person_id = any(?::uuid[]) and invited_at >= ?',
    [personIds, since],
  )
  return new Set(found.map(({ person_id }) => person_id))
}
