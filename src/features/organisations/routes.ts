/** Addresses of the organisations room. */
import { only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as handlers from './handlers.ts'

export const organisations = room()

organisations.get('/', only('coordinator'), handlers.listOrganisations)
organisations.get('/new', only('coordinator'), handlers.newOrganisation)
organisations.post('/', only('coordinator'), handlers.createOrganisation)
