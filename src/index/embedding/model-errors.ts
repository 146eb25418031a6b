/** A model's folder is not below data/models. */
export class ModelMissingError extends Error {
  override name = 'ModelMissingError' as const;
}

/** A file of the model is missing, or is not the one that its checksums tell. The message names it. */
export class ModelFileError extends Error {
  override name = 'ModelFileError' as const;
}

/** The model's files are as published, but it can't be used here. */
export class ModelUnusableError extends Error {
  override name = 'ModelUnusableError' as const;
}

/** A model's calibration can't be used: damaged, or of another version. The message says what to do. */
export class CalibrationError extends Error {
  override name = 'CalibrationError' as const;
}

/** A passage has more tokens than the model takes. Whoever makes passages measures them, so this is a bug there. */
export class PassageTooLongError extends Error {
  override name = 'PassageTooLongError' as const;
}

/** The embedder could not finish a task: its thread ended twice over it, or the model failed on it. */
export class EmbedderError extends Error {
  override name = 'EmbedderError' as const;
}
