import { openReviewer } from '#cli/open-reviewer.ts';
import { codeReviewerContract } from './code-reviewer.ts';

codeReviewerContract('the reviewer that opens at the first message', async () => openReviewer());
