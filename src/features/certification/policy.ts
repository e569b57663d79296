/** Who may see a certificate, change what it is worth, and correct a closed register: pure. */
import type { Actor } from '../../platform/access.ts'
import { hasRole, isSelf, leads } from '../../platform/access.ts'

/** The holder, coordinators, and the leads of where the holder is a member today. */
export const canSeeCertificate = (
  actor: Actor,
  certificate: { person_id: string },
  memberOf: readonly string[],
): boolean =>
  isSelf(actor, certificate.person_id) ||
  hasRole(actor, 'coordinator') ||
  memberOf.some((organisationId) => leads(actor, organisationId))

/** Why a certificate was taken back is between the holder and the coordinators. */
export const canSeeReasons = (actor: Actor, certificate: { person_id: string }): boolean =>
  isSelf(actor, certificate.person_id) || hasRole(actor, 'coordinator')

/** A certificate is given up by whom it belongs to, and by nobody else. */
export const canWithdraw = (actor: Actor, certificate: { person_id: string }): boolean =>
  isSelf(actor, certificate.person_id)

/** The leads of where somebody is a member today, and coordinators, say whether they still act as a champion. */
export const canConfirm = (actor: Actor, memberOf: readonly string[]): boolean =>
  hasRole(actor, 'coordinator') || memberOf.some((organisationId) => leads(actor, organisationId))

/** Under another name it is made again by its holder or a coordinator. */
export const canReissue = (actor: Actor, certificate: { person_id: string }): boolean =>
  isSelf(actor, certificate.person_id) || hasRole(actor, 'coordinator')

export const canChangeState = (actor: Actor): boolean => hasRole(actor, 'coordinator')

/** The trainers of the live session, and coordinators. */
export const canCorrectRegister = (actor: Actor, register: { trainer_ids: readonly string[] }): boolean =>
  hasRole(actor, 'coordinator') ||
  (hasRole(actor, 'trainer') && actor.kind === 'person' && register.trainer_ids.includes(actor.id))
