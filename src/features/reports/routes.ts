/** Addresses of the reports room. */
import { anyone, only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as coverage from './handlers/coverage.ts'
import * as foi from './handlers/foi.ts'
import * as funnel from './handlers/funnel.ts'
import * as publication from './handlers/publication.ts'
import * as maps from './handlers/maps.ts'

export const reports = room()

reports.get('/', only('coordinator'), coverage.showReports)
reports.get('/coverage', only('coordinator'), coverage.showCoverage)
reports.get('/coverage/organisations', only('coordinator'), coverage.listOrganisations)
reports.get('/coverage/map', only('coordinator'), maps.editMap)
reports.post('/coverage/map', only('coordinator'), maps.takeMap, maps.createMap)
reports.get('/funnel', only('coordinator'), funnel.showFunnel)
reports.get('/funnel/people', only('coordinator'), funnel.listPeople)
reports.get('/foi', only('coordinator'), foi.showPack)
reports.get('/foi.csv', only('coordinator'), foi.showCsv)
reports.get('/foi.pdf', only('coordinator'), foi.showPdf)
reports.get('/publication', only('coordinator', 'administrator'), publication.editPublication)
reports.post('/publication', only('coordinator', 'administrator'), publication.updatePublication)

/** For everybody, where the force has switched them on. */
export const publicReports = room()

publicReports.get('/figures', anyone, publication.showFigures)
publicReports.get('/directory', anyone, publication.showDirectory)

/** Mounted at /organisations: an organisation decides for itself whether it is listed. */
export const directoryEntries = room()

directoryEntries.get('/:organisationId/directory', only('coordinator', 'lead'), publication.editEntry)
directoryEntries.post('/:organisationId/directory', only('coordinator', 'lead'), publication.updateEntry)
