//! The Hau flow: voice from vetted members along acknowledgements.
