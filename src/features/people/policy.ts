/** Who may do what to a person: pure. */
import type { Actor, Role } from '../../platform/access.ts'
import { hasRole, isSelf, leads } from '../../platform/access.ts'

/** The system (imports, seeds, the first administrator) is bound by its callers. */
const isSystem = (actor: Actor) => actor.kind === 'system'

export const grantableRoles = (actor: Actor): Role[] => {
  if (isSystem(actor) || hasRole(actor, 'administrator')) return ['lead', 'trainer', 'coordinator', 'administrator']
  return hasRole(actor, 'coordinator') ? ['lead', 'trainer'] : []
}

/** A coordinator names leads and trainers; only an administrator names coordinators and administrators. */
export const canGrantRole = (actor: Actor, role: Role): boolean => grantableRoles(actor).includes(role)

/** Roles that a coordinator cannot give, and so must not come by either. */
export const isBeyondCoordinators = (role: Role): boolean => role === 'coordinator' || role === 'administrator'

/**
 * Changing an address, printing a joining card or disabling somebody decides over their way in: only those may who could
 * take every role that person holds away, or a coordinator could sign in as an administrator.
 */
export const canChangeWayIn = (actor: Actor, rolesHeld: Role[]): boolean =>
  grantableRoles(actor).length > 0 && rolesHeld.every((role) => canGrantRole(actor, role))

/** One's own address may be changed by oneself. */
export const canChangeAddress = (actor: Actor, personId: string, rolesHeld: Role[]): boolean =>
  isSelf(actor, personId) || canChangeWayIn(actor, rolesHeld)

/** Extra time is for coordinators to give, and for nobody to give themselves. */
export const canSetExtraTime = (actor: Actor, personId: string): boolean =>
  isSystem(actor) || (hasRole(actor, 'coordinator') && !isSelf(actor, personId))

/** Coordinators and administrators see everybody; a lead sees the members of what they lead. */
export const canSeeEverybody = (actor: Actor): boolean => hasRole(actor, 'coordinator', 'administrator')

/** Whose page of an organisation opens: an administrator's does not, unless they are a coordinator too. */
export const canOpenOrganisation = (actor: Actor, organisationId: string): boolean =>
  hasRole(actor, 'coordinator') || leads(actor, organisationId)

export const canDecideJoinRequest = (actor: Actor, organisationId: string): boolean =>
  hasRole(actor, 'coordinator') || (actor.kind === 'person' && actor.leads.includes(organisationId))
