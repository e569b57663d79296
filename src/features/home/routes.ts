/** Addresses of the home room: start page, My training, and an organisation's page with its people. */
import { only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import { showCourseCertificate, showMyTraining } from './handlers/my-training.ts'
import { showOrganisation } from './handlers/organisation.ts'
import { createReminders, newReminders } from './handlers/reminders.ts'
import { showStart } from './handlers/start.ts'

export const home = room()

home.get('/', signedIn, showStart)
home.get('/my-training', signedIn, showMyTraining)
home.get('/my-training/:courseId/certificate', signedIn, showCourseCertificate)
home.get('/organisations/:organisationId', only('coordinator', 'lead'), showOrganisation)
home.get('/organisations/:organisationId/reminders/new', only('coordinator', 'lead'), newReminders)
home.post('/organisations/:organisationId/reminders', only('coordinator', 'lead'), createReminders)
