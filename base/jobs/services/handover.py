"""What of an import a worker does."""

# The worker's task, by name: tasks call services, never the other way round.
ADVANCE = "jobs.advance"
# More items than this are read or carried out by a worker: no page waits for them.
MOST_AT_ONCE = 300
