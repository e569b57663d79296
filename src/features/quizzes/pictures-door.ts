/** The part of the door through which other rooms show, keep and write the pictures of questions. */
export { keepPictures } from './commands/pictures.ts'
export { picturePage } from './pages/pictures.ts'
export { pictureFileName, type ShownPicture } from './pictures.ts'
export { getPictureBytes } from './queries/pictures.ts'
export { lookAt as lookAtPicture, type LookedAt } from './question-files/pictures.ts'
