/**
 * An error that is told to the person who started Closeout: one sentence that says what happened and what to do.
 * Everything that may go wrong on a machine is turned into one of these; any other error is a defect and keeps its stack.
 */
export class Sentence extends Error {
  /**
   * @param {string} text what happened, what is kept, what to do
   * @param {{ cause?: unknown }} [options] the error that led here
   */
  constructor(text, options) {
    super(text, options);
    this.name = "Sentence";
  }
}

/**
 * Turns the file system's own words into a sentence.
 * @param {unknown} error what was thrown
 * @param {string} where the folder or file it happened on
 * @returns {unknown} a Sentence where the cause is known, otherwise the error itself
 */
export function fileSentence(error, where) {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOSPC" || code === "EDQUOT") return new Sentence(noSpace(where), { cause: error });
  if (code === "EACCES" || code === "EPERM") {
    return new Sentence(
      `${where} cannot be read and written by this user: give it to the user who starts Closeout, or set CLOSEOUT_DATA to a folder of your own.`,
      { cause: error },
    );
  }
  if (code === "EROFS") {
    return new Sentence(`${where} is on a read-only disk: set CLOSEOUT_DATA to a folder that can be written.`, {
      cause: error,
    });
  }
  if (code === "ENOTDIR" || code === "EEXIST" || code === "ENOENT" || code === "ELOOP") {
    return new Sentence(`${where} cannot be used as a folder: set CLOSEOUT_DATA to one that can be created.`, {
      cause: error,
    });
  }
  return error;
}

/**
 * @param {string} where a path on the full disk
 * @returns {string} the sentence for a full disk
 */
export function noSpace(where) {
  return `The disk that holds ${where} is full: nothing was lost; free at least 300 MB there and start again.`;
}
