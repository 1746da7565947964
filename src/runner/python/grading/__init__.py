"""The judge's side of grading: runs an exercise's tests against code that runs elsewhere, and says what holds."""
