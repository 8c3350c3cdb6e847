//! What a recruiter can do: the one command list, its use cases and background work.
