/** The documents folder can't be used as it is. The message ends in what to do. */
export class DocumentsFolderError extends Error {
  override readonly name = 'DocumentsFolderError';
}
