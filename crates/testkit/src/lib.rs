//! The cast, the world and the clients of our tests.
