/** Addresses of the roster room. Mounted at the root, because /roster.csv and /roster.xlsx stand beside /roster. */
import { only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as exportHandlers from './handlers/exports.ts'
import * as rosterHandlers from './handlers/roster.ts'

export const roster = room()

const readers = only('coordinator', 'lead')
roster.get('/roster', readers, rosterHandlers.listRoster)
roster.get('/roster/export', readers, exportHandlers.newExport)
roster.post('/roster/export', readers, exportHandlers.createExport)
roster.get('/roster.csv', readers, exportHandlers.showCsv)
roster.get('/roster.xlsx', readers, exportHandlers.showXlsx)
