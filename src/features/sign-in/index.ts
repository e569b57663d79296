/** The door of the sign-in room: the passport strategies, and the one way to begin a signed-in session. */
export { startSignIn } from './start-sign-in.ts'
export { strategies } from './strategies.ts'
