/** The door of the sign-in room: the passport strategies, and the one way to begin a signed-in session. */
import type { Strategy } from 'passport'

export { startSignIn } from './start-sign-in.ts'

export const strategies: Record<string, Strategy> = {}
