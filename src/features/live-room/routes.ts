/** Addresses of the live room, mounted at /live-sessions: the room for whoever has a place, its agenda for trainers. */
import { only, signedIn } from '../../platform/access.ts'
import { room } from '../../platform/http/router.ts'
import * as agenda from './handlers/agenda.ts'
import * as checkIn from './handlers/check-in.ts'
import * as missing from './handlers/missing.ts'
import * as presence from './handlers/presence.ts'
import * as questions from './handlers/questions.ts'
import * as handlers from './handlers/room.ts'
import * as stage from './handlers/stage.ts'
import * as streams from './handlers/stream.ts'

const trainers = only('trainer', 'coordinator')

export const liveRoom = room()

liveRoom.get('/:liveSessionId/room', signedIn, handlers.showRoom)
liveRoom.get('/:liveSessionId/room/stream', signedIn, streams.openStream)
liveRoom.post('/:liveSessionId/room/items/:itemId/answer', signedIn, handlers.createAnswer)
liveRoom.post('/:liveSessionId/room/presence', signedIn, presence.createPresence)
liveRoom.post('/:liveSessionId/room/questions', signedIn, questions.createQuestion)
liveRoom.post('/:liveSessionId/room/questions/:questionId/vote', signedIn, questions.createVote)
liveRoom.get('/:liveSessionId/room/check-in', signedIn, checkIn.newCheckIn)
liveRoom.post('/:liveSessionId/room/check-in', signedIn, checkIn.createCheckIn)

liveRoom.get('/:liveSessionId/room/agenda', trainers, agenda.showAgenda)
liveRoom.post('/:liveSessionId/room/agenda', trainers, agenda.createAgendaCopy)
liveRoom.get('/:liveSessionId/room/items/new', trainers, agenda.newItem)
liveRoom.post('/:liveSessionId/room/items', trainers, agenda.createItem)
liveRoom.get('/:liveSessionId/room/items/:itemId/edit', trainers, agenda.editItemPage)
liveRoom.post('/:liveSessionId/room/items/:itemId', trainers, agenda.updateItem)
liveRoom.post('/:liveSessionId/room/items/:itemId/removal', trainers, agenda.createItemRemoval)
liveRoom.post('/:liveSessionId/room/items/:itemId/move', trainers, agenda.createItemMove)

liveRoom.post('/:liveSessionId/room/items/:itemId/showing', trainers, stage.createShowing)
liveRoom.post('/:liveSessionId/room/items/:itemId/closing', trainers, stage.createClosing)
liveRoom.post('/:liveSessionId/room/items/:itemId/results', trainers, stage.createResults)
liveRoom.post('/:liveSessionId/room/clearing', trainers, stage.createClearing)

liveRoom.get('/:liveSessionId/room/questions', trainers, questions.showQuestions)
liveRoom.post('/:liveSessionId/room/questions/:questionId/state', trainers, questions.updateQuestionState)
liveRoom.get('/:liveSessionId/room/people', trainers, presence.showPeople)
liveRoom.get('/:liveSessionId/room/code', trainers, checkIn.showCode)
liveRoom.get('/:liveSessionId/room/qr.svg', trainers, checkIn.showQr)

/** Mounted at /registers, beside the register: only this room knows who is in the room just now. */
export const missingPeople = room()

missingPeople.get('/:partId/missing', trainers, missing.showMissing)
missingPeople.post('/:partId/missing/links', trainers, missing.createLinks)
