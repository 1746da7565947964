"""The learner's side of grading: does what the judge says, and says what the learner's code does. It decides nothing."""
