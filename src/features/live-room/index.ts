/** The door of the live room: when its trainers can come in, and that its streams end before their process does. */
export { isOpenForTrainers } from './rules.ts'
export { endStreams } from './streams/hub.ts'
