/** Addresses of the reports room. */
import { only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as coverage from './handlers/coverage.ts'
import * as foi from './handlers/foi.ts'
import * as funnel from './handlers/funnel.ts'
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
