//! One SQL text on SQLite and PostgreSQL.
