/** The door of the sign-in room: the passport strategies, the one way to begin a signed-in session, and where sessions are kept. */
export { changeWebSession, endWebSession, findWebSession, keepWebSession } from './commands/web-sessions.ts'
export { startSignIn } from './start-sign-in.ts'
export { strategies } from './strategies.ts'
