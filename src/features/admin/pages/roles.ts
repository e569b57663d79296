/** Role grants to what the list shows: pure. */
import { wordsForDate } from '../../../lib/time.ts'
import type { Role } from '../../../platform/access.ts'
import { roles } from '../../../platform/access.ts'
import type { RoleGrantRow } from '../queries/roles.ts'

export const roleWords: Record<Role, string> = {
  lead: 'Organisation lead',
  trainer: 'Trainer',
  coordinator: 'Coordinator',
  administrator: 'Administrator',
}

export const roleChoices = [
  { value: '', text: 'Any role' },
  ...roles.toReversed().map((role) => ({ value: role, text: roleWords[role] })),
]

export function roleListPage(grants: RoleGrantRow[], today: string) {
  return grants.map((grant) => ({
    full_name: grant.full_name,
    email: grant.email ?? 'No address',
    href: `/people/${grant.person_id}`,
    is_disabled: grant.disabled_at !== null,
    role_words: roleWords[grant.role],
    organisation_name: grant.organisation_name,
    starts_words: `${grant.starts_on > today ? 'From ' : ''}${wordsForDate(grant.starts_on)}`,
    ends_words: grant.ends_on ? wordsForDate(grant.ends_on) : 'No end set',
    granted_by: grant.granted_by_name ?? 'The system',
  }))
}
