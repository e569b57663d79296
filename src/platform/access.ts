/** Who acts and what a route asks of them. Rights add up; what a person may do to one thing is each room's policy. */

export type Role = 'lead' | 'trainer' | 'coordinator' | 'administrator'
export const roles: readonly Role[] = ['lead', 'trainer', 'coordinator', 'administrator']

export interface PersonActor {
  kind: 'person'
  id: string
  full_name: string
  email: string | null
  roles: Role[]
  /** Organisations this person leads today. */
  leads: string[]
  /** Pages are shown with larger text. */
  large_print?: boolean
}

export type Actor = PersonActor | { kind: 'system'; name: string } | { kind: 'nobody' }

export const nobody: Actor = { kind: 'nobody' }
export const system = (name: string): Actor => ({ kind: 'system', name })

export type Access = { kind: 'public' } | { kind: 'signed-in' } | { kind: 'roles'; roles: Role[] }

export const anyone: Access = { kind: 'public' }
export const signedIn: Access = { kind: 'signed-in' }
export const only = (...allowed: Role[]): Access => ({ kind: 'roles', roles: allowed })

export function hasRole(actor: Actor, ...wanted: Role[]): boolean {
  return actor.kind === 'person' && actor.roles.some((role) => wanted.includes(role))
}

export function leads(actor: Actor, organisationId: string): boolean {
  return actor.kind === 'person' && actor.leads.includes(organisationId)
}

export function isSelf(actor: Actor, personId: string): boolean {
  return actor.kind === 'person' && actor.id === personId
}

/** The id of the acting person; null where the system or nobody acts. */
export function actorId(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null
}
