/** Addresses of the reports room. */
import { only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as coverage from './handlers/coverage.ts'
import * as maps from './handlers/maps.ts'

export const reports = room()

reports.get('/', only('coordinator'), coverage.showReports)
reports.get('/coverage', only('coordinator'), coverage.showCoverage)
reports.get('/coverage/organisations', only('coordinator'), coverage.listOrganisations)
reports.get('/coverage/map', only('coordinator'), maps.editMap)
reports.post('/coverage/map', only('coordinator'), maps.takeMap, maps.createMap)
