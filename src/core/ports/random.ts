/** Chance; called when core draws a question or shuffles its options. */
export interface Random {
  /** A whole number from 0 to 4,294,967,295, all equally likely. */
  seed(): number;
}
