//! How strong the relation of two people is.
