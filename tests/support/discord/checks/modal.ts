import { componentTypes } from '../codes.ts';
import type { ModalBody } from '../wire.ts';
import { checkControls } from './controls.ts';
import { limits } from './limits.ts';
import type { Findings, Problem } from './problem.ts';
import { findings, lengthOf } from './problem.ts';
import type { Placed } from './walk.ts';
import { walk } from './walk.ts';

/** What is wrong with a modal by the rules that the OpenAPI document does not know. */
export function checkModal(modal: ModalBody): readonly Problem[] {
  const found = findings();
  if (modal.components.length > limits.modalParts) {
    found.refuse(['components'], 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${limits.modalParts} in length.`);
  }
  const placed = [...walk(modal.components)];
  checkControls(placed, found);
  for (const one of placed) checkPart(one, found);
  return found.list.map((problem) => ({ ...problem, path: ['data', ...problem.path] }));
}

function checkPart({ component, path }: Placed, found: Findings): void {
  if (component.type === componentTypes.row)
    found.advise(path, 'a text input in an action row is the old way: expected a Label');
  if (component.type === componentTypes.label) checkLabel({ component, path }, found);
  if (component.type === componentTypes.textInput) checkTextInput({ component, path }, found);
  if (component.disabled === true)
    found.refuse([...path, 'disabled'], 'COMPONENT_DISABLED_IN_MODAL', 'cannot be disabled in a modal');
  if (component.type === componentTypes.fileUpload || component.type === componentTypes.checkboxGroup)
    checkAmounts({ component, path }, found);
}

function checkLabel({ component, path }: Placed, found: Findings): void {
  if ((component.label ?? '').trim() === '')
    found.refuse([...path, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required');
  if (typeof component.component?.label === 'string') {
    found.refuse([...path, 'component', 'label'], 'LABEL_IN_LABEL', 'a component in a Label has no label of its own');
  }
}

function checkTextInput({ component, path }: Placed, found: Findings): void {
  const { min_length: least, max_length: most, value } = component;
  if (typeof least === 'number' && typeof most === 'number' && least > most) {
    found.refuse(
      [...path, 'min_length'],
      'TEXT_INPUT_RANGE',
      `min_length ${least} must not be above max_length ${most}`,
    );
  }
  if (typeof value === 'string' && lengthOf(value) > (most ?? 4000)) {
    found.refuse([...path, 'value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${most ?? 4000} or fewer in length.`);
  }
}

function checkAmounts({ component, path }: Placed, found: Findings): void {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? component.options?.length ?? 1;
  if (least > most)
    found.refuse([...path, 'min_values'], 'RANGE', `min_values ${least} must not be above max_values ${most}`);
  if (least === 0 && component.required !== false) {
    found.refuse([...path, 'required'], 'REQUIRED_WITH_NONE', 'required must be false where min_values is 0');
  }
}
