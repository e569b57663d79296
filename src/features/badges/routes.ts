/** Addresses of the badges room: the holder's choice, and what anyone with the address can fetch. */
import { anyone, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as choices from './handlers/choices.ts'
import * as handlers from './handlers/public.ts'

/** Mounted at /certificates, which certification answers for otherwise. */
export const badgeChoices = room()

badgeChoices.get('/:certificateId/badge', signedIn, choices.showChoice)
badgeChoices.post('/:certificateId/badge', signedIn, choices.createChoice)
badgeChoices.post('/:certificateId/badge/removal', signedIn, choices.createRemoval)

export const badges = room()

badges.get('/issuer', anyone, handlers.showIssuer)
badges.get('/image.png', anyone, handlers.showImage)
badges.get('/classes/:programmeId', anyone, handlers.showClass)
badges.get('/status/revocation/:list', anyone, handlers.showStatusList('revocation'))
badges.get('/status/suspension/:list', anyone, handlers.showStatusList('suspension'))
badges.get('/:reference.json', anyone, handlers.showCredential)
badges.get('/:reference.jwt', anyone, handlers.showToken)
badges.get('/:reference.png', anyone, handlers.showPicture)
badges.get('/:reference.svg', anyone, handlers.showDrawing)
badges.get('/:reference/assertion', anyone, handlers.showAssertion)

/** Mounted at /.well-known. */
export const issuerDocument = room()

issuerDocument.get('/did.json', anyone, handlers.showDid)
