/** Addresses of the people room. */
import { only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as access from './handlers/access.ts'
import * as adjustments from './handlers/adjustments.ts'
import * as addresses from './handlers/addresses.ts'
import * as cameBack from './handlers/came-back.ts'
import * as imports from './handlers/imports.ts'
import { takeUpload } from './handlers/import-upload.ts'
import * as invitations from './handlers/invitations.ts'
import * as joinRequests from './handlers/join-requests.ts'
import * as joiningCards from './handlers/joining-cards.ts'
import * as memberships from './handlers/memberships.ts'
import * as handlers from './handlers/people.ts'
import * as roles from './handlers/roles.ts'

export const people = room()

const staff = only('coordinator', 'administrator')

people.get('/', only('coordinator', 'administrator', 'lead'), handlers.listPeople)
people.get('/new', staff, handlers.newPerson)
people.post('/', staff, handlers.createPerson)

people.get('/invitations/new', staff, invitations.newInvitations)
people.post('/invitations', staff, invitations.createInvitations)

people.get('/join-requests', only('coordinator', 'lead'), joinRequests.listJoinRequests)
people.post('/join-requests/:joinRequestId/approval', only('coordinator', 'lead'), joinRequests.approveJoinRequest)
people.post('/join-requests/:joinRequestId/refusal', only('coordinator', 'lead'), joinRequests.declineJoinRequest)

people.get('/imports', only('coordinator'), imports.listImports)
people.get('/imports/new', only('coordinator'), imports.newImport)
people.post('/imports', only('coordinator'), takeUpload, imports.createImport)
people.get('/imports/:importId', only('coordinator'), imports.showImport)
people.get('/imports/:importId/progress', only('coordinator'), imports.showImportProgress)
people.post('/imports/:importId/application', only('coordinator'), imports.createApplication)
people.get('/imports/:importId/result.csv', only('coordinator'), imports.downloadResult)

people.get('/came-back', only('coordinator'), cameBack.listCameBack)

people.get('/:personId', staff, handlers.showPerson)
people.get('/:personId/edit', staff, handlers.editPerson)
people.post('/:personId', staff, handlers.updatePerson)
people.get('/:personId/address', staff, addresses.editAddress)
people.post('/:personId/address', staff, addresses.updateAddress)
people.get('/:personId/came-back', only('coordinator'), cameBack.showCameBack)
people.post('/:personId/came-back', only('coordinator'), cameBack.createSendingAgain)
people.post('/:personId/came-back/settlement', only('coordinator'), cameBack.createSettlement)
people.get('/:personId/extra-time', only('coordinator'), adjustments.editExtraTime)
people.post('/:personId/extra-time', only('coordinator'), adjustments.updateExtraTime)
people.get('/:personId/memberships/new', staff, memberships.newMembership)
people.post('/:personId/memberships', staff, memberships.createMembership)
people.get('/:personId/memberships/:membershipId/end', staff, memberships.newMembershipEnd)
people.post('/:personId/memberships/:membershipId/end', staff, memberships.createMembershipEnd)
people.get('/:personId/roles/new', staff, roles.newRole)
people.post('/:personId/roles', staff, roles.createRole)
people.get('/:personId/roles/:roleGrantId/end', staff, roles.newRoleEnd)
people.post('/:personId/roles/:roleGrantId/end', staff, roles.createRoleEnd)
people.get('/:personId/disabling', staff, access.newDisabling)
people.post('/:personId/disabling', staff, access.createDisabling)
people.get('/:personId/enabling', staff, access.newEnabling)
people.post('/:personId/enabling', staff, access.createEnabling)
people.post('/:personId/invitations', staff, invitations.createInvitation)
people.get('/:personId/joining-card', staff, joiningCards.newJoiningCard)
people.post('/:personId/joining-card', staff, joiningCards.createJoiningCard)

export const joinOrganisation = room()

joinOrganisation.get('/', signedIn, joinRequests.newJoinRequest)
joinOrganisation.post('/', signedIn, joinRequests.createJoinRequest)
