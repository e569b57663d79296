/** Addresses of the certification room: certificates, their public check, and corrections of a closed register. */
import { anyone, only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as certificateHandlers from './handlers/certificates.ts'
import * as claimHandlers from './handlers/claims.ts'
import * as correctionHandlers from './handlers/corrections.ts'
import * as standingHandlers from './handlers/standing.ts'
import * as verificationHandlers from './handlers/verification.ts'

export const certificates = room()

certificates.get('/names-needed', only('coordinator'), certificateHandlers.listNamesNeeded)
certificates.get('/without-ground', only('coordinator'), certificateHandlers.listGroundless)
certificates.get('/:certificateId', signedIn, certificateHandlers.showCertificate)
certificates.get('/:certificateId/certificate.pdf', signedIn, certificateHandlers.showPdf)
certificates.get('/:certificateId/suspension', only('coordinator'), standingHandlers.newStanding('suspend'))
certificates.post('/:certificateId/suspension', only('coordinator'), standingHandlers.createStanding('suspend'))
certificates.get('/:certificateId/reinstatement', only('coordinator'), standingHandlers.newStanding('reinstate'))
certificates.post('/:certificateId/reinstatement', only('coordinator'), standingHandlers.createStanding('reinstate'))
certificates.get('/:certificateId/revocation', only('coordinator'), standingHandlers.newStanding('revoke'))
certificates.post('/:certificateId/revocation', only('coordinator'), standingHandlers.createStanding('revoke'))
certificates.get('/:certificateId/withdrawal', signedIn, standingHandlers.newStanding('withdraw'))
certificates.post('/:certificateId/withdrawal', signedIn, standingHandlers.createStanding('withdraw'))

export const verification = room()

verification.get('/', anyone, verificationHandlers.newVerification)
verification.post('/', anyone, verificationHandlers.createVerification)
verification.get('/:reference', anyone, verificationHandlers.showVerification)

/** Mounted at /registers, which attendance answers for otherwise: only this room knows what a correction does. */
export const corrections = room()

const keepers = only('trainer', 'coordinator')
corrections.get('/claims', keepers, claimHandlers.listClaims)
corrections.get('/:partId/claims/:claimId', keepers, claimHandlers.showClaim)
corrections.post('/:partId/claims/:claimId/acceptance', keepers, claimHandlers.createAcceptance)
corrections.post('/:partId/claims/:claimId/declining', keepers, claimHandlers.createDeclining)
corrections.get('/:partId/corrections', keepers, correctionHandlers.listRegisterCorrections)
corrections.get('/:partId/corrections/new', keepers, correctionHandlers.newCorrection)
corrections.post('/:partId/corrections', keepers, correctionHandlers.createCorrection)
