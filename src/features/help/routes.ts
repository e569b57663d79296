/** Addresses of the help room: the public page, its entries, and the pages of the footer. */
import { anyone, only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as handlers from './handlers.ts'

export const help = room()

help.get('/', anyone, handlers.showHelp)
help.get('/entries', only('coordinator'), handlers.listEntries)
help.get('/entries/new', only('coordinator'), handlers.newEntry)
help.post('/entries', only('coordinator'), handlers.createEntry)
help.get('/entries/:entryId/edit', only('coordinator'), handlers.editEntry)
help.post('/entries/:entryId', only('coordinator'), handlers.updateEntry)
help.get('/entries/:entryId/withdrawal', only('coordinator'), handlers.newWithdrawal)
help.post('/entries/:entryId/withdrawal', only('coordinator'), handlers.createWithdrawal)
help.post('/entries/:entryId/return', only('coordinator'), handlers.createReturn)

/** At the root: the addresses people look for them at. */
export const footer = room()

footer.get('/accessibility', anyone, handlers.showAccessibility)
footer.get('/privacy', anyone, handlers.showPrivacy)
footer.get('/cookies', anyone, handlers.showCookies)
footer.get('/complaints', anyone, handlers.showComplaints)
