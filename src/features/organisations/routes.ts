/** Addresses of the organisations room. The page of one organisation, with its champions, belongs to home. */
import { only } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as endings from './handlers/endings.ts'
import * as handlers from './handlers/organisations.ts'

export const organisations = room()

organisations.get('/', only('coordinator'), handlers.listOrganisations)
organisations.get('/new', only('coordinator'), handlers.newOrganisation)
organisations.post('/', only('coordinator'), handlers.createOrganisation)
organisations.get('/:organisationId/edit', only('coordinator'), handlers.editOrganisation)
organisations.post('/:organisationId', only('coordinator'), handlers.updateOrganisation)
organisations.get('/:organisationId/end', only('coordinator'), endings.newEnding)
organisations.post('/:organisationId/end', only('coordinator'), endings.createEnding)
