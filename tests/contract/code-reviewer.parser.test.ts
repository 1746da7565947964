import { createReviewer } from '#review/create-reviewer.ts';
import { codeReviewerContract } from './code-reviewer.ts';

codeReviewerContract('the reviewer with its parser', createReviewer);
