/** Development pages, never loaded in production: outbox reader, gallery, sign in as, clock. */
import type { Express } from 'express'
import { anyone } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as signInAs from './sign-in-as.ts'

export const development = room()

development.post('/sign-in-as', anyone, signInAs.createSignInAs)

export function mountDevelopment(app: Express): void {
  app.use('/dev', development.router)
}
