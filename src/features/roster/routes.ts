/** Addresses of the roster room. Mounted at the root, because /roster.csv and its like stand beside /roster. */
import { only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as exportHandlers from './handlers/exports.ts'
import * as rosterHandlers from './handlers/roster.ts'
import * as viewHandlers from './handlers/views.ts'

export const roster = room()

const readers = only('coordinator', 'lead')
roster.get('/roster', readers, rosterHandlers.listRoster)
roster.get('/roster/export', readers, exportHandlers.newExport)
roster.post('/roster/export', readers, exportHandlers.createExport)
roster.get('/roster.csv', readers, exportHandlers.showCsv)
roster.get('/roster.xlsx', readers, exportHandlers.showXlsx)
roster.get('/roster.ods', readers, exportHandlers.showOds)
roster.get('/roster.json', readers, exportHandlers.showJson)
roster.get('/roster.print', readers, exportHandlers.showPrint)
roster.get('/roster/views/new', readers, viewHandlers.newView)
roster.post('/roster/views', readers, viewHandlers.createView)
roster.get('/roster/views/:viewId', readers, viewHandlers.editView)
roster.post('/roster/views/:viewId', readers, viewHandlers.updateView)
roster.get('/roster/views/:viewId/removal', readers, viewHandlers.newRemoval)
roster.post('/roster/views/:viewId/removal', readers, viewHandlers.createRemoval)
roster.get('/roster/links/:token', readers, viewHandlers.openLink)
