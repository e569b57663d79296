/** The door of the badges room: badges of certificates for other places, and the keys they are signed with. */
export { hideBadge, showBadge } from './commands/choices.ts'
export { rotateKey, withdrawKey } from './commands/keys.ts'
export { countSignedBy, getKey, listKeys } from './queries.ts'
export type { KeyRow } from './queries.ts'
export { unseal } from './signing/sealing.ts'
