"""The program side of Studyloop's runner: a virtual clock, a tracer, and honest endings for one learner's program."""
