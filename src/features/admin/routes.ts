/** Addresses of the admin room, and the force's colours and logo that every page shows. */
import { anyone, only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as audit from './handlers/audit.ts'
import * as badgeKeys from './handlers/badge-keys.ts'
import * as brand from './handlers/brand.ts'
import * as jobs from './handlers/jobs.ts'
import * as logo from './handlers/logo.ts'
import * as mailReportHandlers from './handlers/mail-reports.ts'
import * as outbox from './handlers/outbox.ts'
import * as overview from './handlers/overview.ts'
import * as roles from './handlers/roles.ts'
import * as settings from './handlers/settings.ts'

const administrator = only('administrator')

export const admin = room()

admin.get('/', administrator, overview.showOverview)
admin.get('/settings', administrator, settings.editSettings)
admin.post('/settings', administrator, settings.updateSettings)
admin.get('/settings/logo', administrator, logo.editLogo)
admin.post('/settings/logo', administrator, logo.receiveLogo, logo.updateLogo)
admin.get('/settings/logo/removal', administrator, logo.confirmLogoRemoval)
admin.post('/settings/logo/removal', administrator, logo.removeLogo)
admin.get('/roles', administrator, roles.listRoles)
admin.get('/outbox', administrator, outbox.listOutbox)
admin.get('/outbox/:mailId', administrator, outbox.showMail)
admin.post('/outbox/:mailId/retry', administrator, outbox.retryMail)
admin.get('/mail-reports', administrator, mailReportHandlers.listMailReports)
admin.get('/jobs', administrator, jobs.listJobs)
admin.post('/jobs/:jobId/retry', administrator, jobs.retryJob)
admin.get('/badge-keys', administrator, badgeKeys.listBadgeKeys)
admin.post('/badge-keys', administrator, badgeKeys.createBadgeKey)
admin.get('/badge-keys/:keyId/withdrawal', administrator, badgeKeys.newWithdrawal)
admin.post('/badge-keys/:keyId/withdrawal', administrator, badgeKeys.createWithdrawal)
admin.get('/audit', administrator, audit.listAudit)

export const brandFiles = room()

brandFiles.get('/theme.css', anyone, brand.showTheme)
brandFiles.get('/logo/:fileId', anyone, brand.showLogo)

/** Where a mail server hands over delivery reports: open to whoever has the secret of the settings. */
export const mailReports = room()

mailReports.post('/mail-reports', anyone, mailReportHandlers.takeRaw, mailReportHandlers.createMailReport)
