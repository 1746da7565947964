import { z } from 'zod';

/** The smallest shapes of content files. */

export const words = z.string().trim().min(1);
export const localised = z.strictObject({ en: words, zh: words.exactOptional() });

/** Lower-case words joined by hyphens: ids, and the names of courses' and lessons' folders. */
export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u, 'expected lower-case words joined by hyphens');

/** In quotes, since YAML takes 3.10 for 3.1. */
export const pythonVersion = z.string().regex(/^3\.\d{1,2}$/u, 'expected a version of Python, like "3.13"');
