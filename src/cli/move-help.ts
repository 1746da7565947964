/** What stands below the options of `studyloop migrate`. */
export const moveHelp = `
Everything arrives, as it was at one moment, or nothing does; counts and sums of every table are compared before.
The bot may go on meanwhile. What it writes then is not in the copy: stop it, and run the same command once more.

Others on this machine see the arguments of a program, and so a password in them. Keep the URL with the password in
DATABASE_URL (.env, readable by the bot alone) and name only the other database here, or keep it in PGPASSWORD.`;
