"""Who may sign in: accounts and the log of sign-ins. No part of the archive: nothing filed depends on it."""
