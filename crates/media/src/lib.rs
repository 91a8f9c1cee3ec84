//! Pictures decoded within limits, and where their bytes are kept.
