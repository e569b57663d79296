/** Addresses of the sign-in room: the doors in, the way out, and a person's own account. */
import { anyone, only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as account from './handlers/account.ts'
import * as cards from './handlers/cards.ts'
import * as codes from './handlers/codes.ts'
import * as invitations from './handlers/invitations.ts'
import * as passwords from './handlers/passwords.ts'
import * as registration from './handlers/registration.ts'

export const signIn = room()

signIn.get('/sign-in', anyone, codes.newSignIn)
signIn.post('/sign-in', anyone, codes.createSignIn)
signIn.get('/sign-in/code', anyone, codes.newCode)
signIn.post('/sign-in/code', anyone, codes.createCode)
signIn.get('/sign-in/link/:token', anyone, codes.showLink)
signIn.post('/sign-in/link/:token', anyone, codes.createFromLink)
signIn.get('/sign-in/password', anyone, passwords.newPasswordSignIn)
signIn.post('/sign-in/password', anyone, passwords.createPasswordSignIn)
signIn.get('/sign-in/card', anyone, cards.newCardSignIn)
signIn.post('/sign-in/card', anyone, cards.createCardSignIn)
signIn.get('/sign-in/unsent', signedIn, account.showUnsent)
signIn.post('/sign-in/unsent/removal', signedIn, account.removeUnsent)
signIn.post('/sign-out', anyone, account.signOut)

signIn.get('/invitations/:token', anyone, invitations.showInvitation)
signIn.post('/invitations/:token/sign-in', anyone, invitations.createInvitationSignIn)
signIn.get('/register', anyone, registration.newRegistration)
signIn.post('/register', anyone, registration.createRegistration)

signIn.get('/account', signedIn, account.showAccount)
signIn.get('/account/name', signedIn, account.editName)
signIn.post('/account/name', signedIn, account.updateName)
signIn.get('/account/printable-name', signedIn, account.editPrintableName)
signIn.post('/account/printable-name', signedIn, account.updatePrintableName)
signIn.get('/account/adjustments', signedIn, account.editAdjustments)
signIn.post('/account/adjustments', signedIn, account.updateAdjustments)
signIn.get('/account/preferences', signedIn, account.editPreferences)
signIn.post('/account/preferences', signedIn, account.updatePreferences)
signIn.get('/account/password', only('trainer', 'coordinator', 'administrator'), passwords.editPassword)
signIn.post('/account/password', only('trainer', 'coordinator', 'administrator'), passwords.updatePassword)
signIn.get('/account/devices', signedIn, account.listDevices)
signIn.post('/account/devices/removal', signedIn, account.removeAllDevices)
signIn.post('/account/devices/:device/removal', signedIn, account.removeDevice)
