/** Who may see an organisation's people together: pure. */
import type { Actor } from '../../platform/access.ts'
import { hasRole, leads } from '../../platform/access.ts'

export const canSeeOrganisation = (actor: Actor, organisationId: string): boolean =>
  hasRole(actor, 'coordinator') || leads(actor, organisationId)
