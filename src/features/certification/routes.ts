/** Addresses of the certification room: certificates, their public check, and corrections of a closed register. */
import { anyone, only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import { takeFile } from '../../platform/http/upload.ts'
import * as bulkPaperHandlers from './handlers/bulk-papers.ts'
import * as certificateHandlers from './handlers/certificates.ts'
import * as changeHandlers from './handlers/changes.ts'
import * as claimHandlers from './handlers/claims.ts'
import * as correctionHandlers from './handlers/corrections.ts'
import * as designHandlers from './handlers/designs.ts'
import * as endorserHandlers from './handlers/endorsers.ts'
import * as handoverHandlers from './handlers/handovers.ts'
import * as paperHandlers from './handlers/papers.ts'
import * as programmeHandlers from './handlers/programmes.ts'
import * as publicationHandlers from './handlers/publication.ts'
import * as reissueHandlers from './handlers/reissue.ts'
import * as releaseHandlers from './handlers/releases.ts'
import * as renewalHandlers from './handlers/renewal.ts'
import * as sampleHandlers from './handlers/samples.ts'
import * as signatoryHandlers from './handlers/signatories.ts'
import * as standingHandlers from './handlers/standing.ts'
import * as rescoringHandlers from './handlers/rescorings.ts'
import * as verificationHandlers from './handlers/verification.ts'
import * as yearlyHandlers from './handlers/yearly-checks.ts'

export const certificates = room()

const coordinators = only('coordinator')
certificates.get('/', coordinators, changeHandlers.listCertificates)
certificates.get('/changes/new', coordinators, changeHandlers.newChange)
certificates.post('/changes/preview', coordinators, changeHandlers.previewChange)
certificates.post('/changes', coordinators, changeHandlers.createChange)
certificates.get('/papers/new', coordinators, bulkPaperHandlers.newPapers)
certificates.post('/papers', coordinators, bulkPaperHandlers.createPapers)
certificates.get('/sheet', coordinators, bulkPaperHandlers.showSheet)
certificates.get('/handovers', coordinators, handoverHandlers.listHandovers)
certificates.post('/handovers', coordinators, handoverHandlers.createHandovers)
certificates.post('/handovers/:handoverId/undoing', coordinators, handoverHandlers.createUndoing)
const releasers = only('trainer', 'coordinator')
certificates.get('/releases', releasers, releaseHandlers.listReleases)
certificates.post('/releases', releasers, releaseHandlers.createReleases)
certificates.post('/releases/recall', releasers, releaseHandlers.createRecall)
certificates.get('/issuing/:programmeId', coordinators, releaseHandlers.showIssuing)
certificates.post('/issuing/:programmeId', coordinators, releaseHandlers.updateIssuing)
const designers = only('coordinator', 'administrator')
certificates.get('/samples', designers, sampleHandlers.listSamples)
certificates.get('/samples/sample.pdf', designers, sampleHandlers.showSample)
certificates.get('/designs/:programmeId', designers, designHandlers.editDesign)
certificates.post('/designs/:programmeId', designers, designHandlers.updateDesign)
certificates.get('/designs/:programmeId/preview.svg', designers, designHandlers.showPreview)
certificates.post('/designs/:programmeId/preview', designers, designHandlers.createPreview)
certificates.get('/designs/:programmeId/signatory', designers, signatoryHandlers.editSignatory)
certificates.post(
  '/designs/:programmeId/signatory',
  designers,
  signatoryHandlers.receiveSignature,
  signatoryHandlers.updateSignatory,
)
certificates.get('/designs/:programmeId/signatory/signature', designers, signatoryHandlers.showSignature)
certificates.get('/designs/:programmeId/signatory/removal', designers, signatoryHandlers.confirmRemoval)
certificates.post('/designs/:programmeId/signatory/removal', designers, signatoryHandlers.createRemoval)
certificates.get('/designs/:programmeId/endorsers/new', designers, endorserHandlers.newEndorser)
certificates.post(
  '/designs/:programmeId/endorsers',
  designers,
  endorserHandlers.receiveMark,
  endorserHandlers.createEndorser,
)
certificates.get('/designs/:programmeId/endorsers/:endorserId/removal', designers, endorserHandlers.confirmRemoval)
certificates.post('/designs/:programmeId/endorsers/:endorserId/removal', designers, endorserHandlers.createRemoval)
certificates.get('/names-needed', coordinators, certificateHandlers.listNamesNeeded)
certificates.get('/without-ground', coordinators, certificateHandlers.listGroundless)
certificates.get('/:certificateId', signedIn, certificateHandlers.showCertificate)
certificates.get('/:certificateId/certificate.pdf', signedIn, certificateHandlers.showPdf)
certificates.get('/:certificateId/signature', signedIn, certificateHandlers.showSignature)
certificates.get('/:certificateId/suspension', coordinators, standingHandlers.newStanding('suspend'))
certificates.post('/:certificateId/suspension', coordinators, standingHandlers.createStanding('suspend'))
certificates.get('/:certificateId/reinstatement', coordinators, standingHandlers.newStanding('reinstate'))
certificates.post('/:certificateId/reinstatement', coordinators, standingHandlers.createStanding('reinstate'))
certificates.get('/:certificateId/revocation', coordinators, standingHandlers.newStanding('revoke'))
certificates.post('/:certificateId/revocation', coordinators, standingHandlers.createStanding('revoke'))
certificates.get('/:certificateId/withdrawal', signedIn, standingHandlers.newStanding('withdraw'))
certificates.post('/:certificateId/withdrawal', signedIn, standingHandlers.createStanding('withdraw'))

certificates.get('/:certificateId/reissue', signedIn, reissueHandlers.newReissue)
certificates.post('/:certificateId/reissue', signedIn, reissueHandlers.createReissue)
certificates.get('/:certificateId/renewal', signedIn, renewalHandlers.showRenewal)
certificates.post('/:certificateId/renewal', signedIn, renewalHandlers.createRenewal)

export const verification = room()

verification.get('/', anyone, verificationHandlers.newVerification)
verification.post('/', anyone, verificationHandlers.createVerification)
verification.post(
  '/paper',
  anyone,
  paperHandlers.limitPapers,
  takeFile('paper', paperHandlers.mostPaperBytes),
  paperHandlers.createPaperCheck,
)
verification.get('/:reference', anyone, verificationHandlers.showVerification)

/** The yearly question; its own page is for whoever has the e-mail. */
export const yearlyChecks = room()

const keepersOfChampions = only('lead', 'coordinator')
yearlyChecks.get('/', keepersOfChampions, yearlyHandlers.listChampionChecks)
yearlyChecks.post('/confirmations', keepersOfChampions, yearlyHandlers.createConfirmations)
yearlyChecks.post('/settlements', only('coordinator'), yearlyHandlers.createSettlement)
yearlyChecks.get('/:checkToken', anyone, yearlyHandlers.showQuestion)
yearlyChecks.post('/:checkToken', anyone, yearlyHandlers.createAnswer)

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

/** Mounted at /questions, which quizzes answers for otherwise: only this room knows what a pass is worth. */
export const rescorings = room()

const authors = only('trainer', 'coordinator')
rescorings.get('/:questionId/rescoring', authors, rescoringHandlers.newRescoring)
rescorings.post('/:questionId/rescoring', authors, rescoringHandlers.createRescoring)

/** Mounted at /courses, which the courses room answers for otherwise: only this room knows how many people are certified. */
export const publications = room()

publications.get('/versions/:versionId/publication', keepers, publicationHandlers.newPublication)
publications.post('/versions/:versionId/publication', keepers, publicationHandlers.createPublication)

/** What is certified: a programme belongs to the courses room, and what it prints to this one. */
export const programmes = room()

programmes.get('/new', coordinators, programmeHandlers.newProgramme)
programmes.post('/', coordinators, programmeHandlers.createProgramme)
programmes.get('/:programmeId/edit', coordinators, programmeHandlers.showProgrammeEdit)
programmes.post('/:programmeId', coordinators, programmeHandlers.updateProgramme)
