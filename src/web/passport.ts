/** passport with the sign-in room's strategies; it keeps nothing of a person in the session but the id. */
import passport from 'passport'
import type { PassportStatic } from 'passport'
import { strategies } from '../features/sign-in/index.ts'

declare global {
  // oxlint-disable-next-line typescript/no-namespace
  namespace Express {
    interface User {
      id: string
    }
  }
}

export function passportFor(): PassportStatic {
  for (const [name, strategy] of Object.entries(strategies)) passport.use(name, strategy)
  passport.serializeUser((person, done) => done(null, person.id))
  // The person is read by middleware/current-person.ts, in the request's own context.
  passport.deserializeUser((id: string, done) => done(null, { id }))
  return passport
}
