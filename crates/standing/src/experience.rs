//! What a reader is shown of other people's experiences.
