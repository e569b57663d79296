/** Development pages, never loaded in production: outbox reader, gallery, sign in as, clock. */
import type { Express } from 'express'
import { anyone } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as clock from './clock.ts'
import * as gallery from './gallery.ts'
import * as outbox from './outbox.ts'
import * as signInAs from './sign-in-as.ts'

export const development = room()

development.get('/sign-in-as', anyone, signInAs.listSignInAs)
development.post('/sign-in-as', anyone, signInAs.createSignInAs)
development.get('/outbox', anyone, outbox.listOutbox)
development.get('/outbox/:mailId', anyone, outbox.showMail)
development.get('/outbox/:mailId/html', anyone, outbox.showHtml)
development.get('/outbox/:mailId/source', anyone, outbox.showSource)
development.get('/outbox/:mailId/calendar', anyone, outbox.showCalendar)
development.get('/outbox/:mailId/attachments/:fileId', anyone, outbox.showAttachment)
development.get('/gallery', anyone, gallery.listGallery)
development.get('/gallery/:room/:page', anyone, gallery.showPage)
development.get('/gallery/:room/mail/:mail', anyone, gallery.showMail)
development.get('/gallery/:room/mail/:mail/html', anyone, gallery.showMailHtml)
development.get('/clock', anyone, clock.showClock)
development.post('/clock', anyone, clock.setClock)

export function mountDevelopment(app: Express): void {
  app.use('/dev', development.router)
}
