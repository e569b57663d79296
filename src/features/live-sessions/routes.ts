/** Addresses of the live sessions room. */
import { anyone, only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as bookings from './handlers/bookings.ts'
import * as cancellation from './handlers/cancellation.ts'
import * as changes from './handlers/changes.ts'
import * as feeds from './handlers/feeds.ts'
import * as materials from './handlers/materials.ts'
import * as offers from './handlers/offers.ts'
import * as places from './handlers/places.ts'
import * as rebookings from './handlers/rebookings.ts'
import * as reminders from './handlers/reminders.ts'
import * as sessions from './handlers/live-sessions.ts'
import * as scheduling from './handlers/scheduling.ts'
import * as series from './handlers/series.ts'
import * as states from './handlers/states.ts'
import * as templates from './handlers/templates.ts'

export const liveSessions = room()
const keepers = only('trainer', 'coordinator')
const bookers = only('lead', 'coordinator')

liveSessions.get('/', signedIn, sessions.listLiveSessions)
liveSessions.get('/new', keepers, scheduling.newLiveSession)
liveSessions.post('/series', keepers, series.createSeries)
liveSessions.get('/templates', keepers, templates.listTemplates)
liveSessions.get('/templates/:templateId/edit', keepers, templates.editTemplate)
liveSessions.post('/templates/:templateId', keepers, templates.updateTemplate)
liveSessions.get('/templates/:templateId/removal', keepers, templates.newTemplateRemoval)
liveSessions.post('/templates/:templateId/removal', keepers, templates.createTemplateRemoval)
liveSessions.post('/', keepers, scheduling.createLiveSession)
liveSessions.get('/:liveSessionId', signedIn, sessions.showLiveSession)
liveSessions.get('/:liveSessionId/edit', keepers, scheduling.editLiveSessionPage)
liveSessions.get('/:liveSessionId/copy', keepers, scheduling.copyLiveSession)
liveSessions.get('/:liveSessionId/template', keepers, templates.newTemplate)
liveSessions.post('/:liveSessionId/template', keepers, templates.createTemplate)
liveSessions.post('/:liveSessionId', keepers, scheduling.updateLiveSession)
liveSessions.post('/:liveSessionId/opening', keepers, states.createOpening)
liveSessions.post('/:liveSessionId/closing', keepers, states.createClosing)
liveSessions.get('/:liveSessionId/cancellation', keepers, cancellation.newCancellation)
liveSessions.post('/:liveSessionId/cancellation', keepers, cancellation.createCancellation)
liveSessions.get('/:liveSessionId/postponement', keepers, cancellation.newPostponement)
liveSessions.post('/:liveSessionId/postponement', keepers, cancellation.createPostponement)

liveSessions.get('/:liveSessionId/changes', keepers, changes.showChanges)
liveSessions.post('/:liveSessionId/changes', keepers, changes.createUpdate)

liveSessions.get('/:liveSessionId/places', keepers, places.showPlaces)
liveSessions.post('/:liveSessionId/places', keepers, places.createQuota)
liveSessions.post('/:liveSessionId/places/:quotaId/removal', keepers, places.removeQuota)

liveSessions.get('/:liveSessionId/reminders', keepers, reminders.showReminders)
liveSessions.post('/:liveSessionId/reminders', keepers, reminders.updateReminders)

liveSessions.get('/:liveSessionId/materials', keepers, materials.showMaterials)
liveSessions.get('/:liveSessionId/materials/files/new', keepers, materials.newMaterialFile)
liveSessions.post('/:liveSessionId/materials/files', keepers, materials.readUpload, materials.createMaterialFile)
liveSessions.get('/:liveSessionId/materials/links/new', keepers, materials.newMaterialLink)
liveSessions.post('/:liveSessionId/materials/links', keepers, materials.createMaterialLink)
liveSessions.get('/:liveSessionId/materials/:materialId', signedIn, materials.showMaterial)
liveSessions.get('/:liveSessionId/materials/:materialId/removal', keepers, materials.newMaterialRemoval)
liveSessions.post('/:liveSessionId/materials/:materialId/removal', keepers, materials.createMaterialRemoval)

liveSessions.get('/:liveSessionId/bookings', keepers, bookings.listBookings)
liveSessions.post('/:liveSessionId/bookings', signedIn, bookings.createBooking)
liveSessions.get('/:liveSessionId/bookings/new', bookers, bookings.newColleagueBooking)
liveSessions.get('/:liveSessionId/bookings/:bookingId/cancellation', signedIn, bookings.newBookingCancellation)
liveSessions.post('/:liveSessionId/bookings/:bookingId/cancellation', signedIn, bookings.createBookingCancellation)
liveSessions.get('/:liveSessionId/bookings/:bookingId/move', signedIn, bookings.newMove)
liveSessions.post('/:liveSessionId/bookings/:bookingId/move', signedIn, bookings.createMove)
liveSessions.post('/:liveSessionId/bookings/:bookingId/needs', signedIn, bookings.updateNeeds)

/** The link in the mail is enough: it went to the person alone, and their mailbox is what they sign in with. */
export const placeOffers = room()

placeOffers.get('/:token', anyone, offers.showOffer)
placeOffers.post('/:token', anyone, offers.answerOffer)

/** So is this one, for who lost a place because the session was called off. */
export const placeChoices = room()

placeChoices.get('/:token', anyone, rebookings.showRebooking)
placeChoices.post('/:token', anyone, rebookings.createRebooking)

export const calendarFeeds = room()

calendarFeeds.get('/', signedIn, feeds.showFeeds)
calendarFeeds.post('/feeds', signedIn, feeds.createFeed)
calendarFeeds.post('/feeds/revocation', signedIn, feeds.removeFeed)
/** Calendar programs cannot sign in: the link itself is the secret. */
calendarFeeds.get('/:token.ics', anyone, feeds.readFeed)
