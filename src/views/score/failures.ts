import type { EngineErrorCode } from '../../engine/types.ts';

interface Failure {
  readonly title: string;
  /** What the visitor can do about it. */
  readonly advice: string;
}

/** Each way in which the model can fail, in words for whoever waits for it. */
export const failures: Record<EngineErrorCode, Failure> = {
  network: {
    title: 'The download stopped.',
    advice: 'What has arrived is kept. Look at the connection, then go on from there.',
  },
  checksum: {
    title: 'A file of the model arrived damaged.',
    advice: 'It was thrown away. Try again; only this file is downloaded anew.',
  },
  manifest: {
    title: 'The model’s description can’t be read.',
    advice: 'This is a fault of the site, not of your browser. The worked examples still work.',
  },
  'out-of-memory': {
    title: 'There is too little memory for the model.',
    advice: 'Close other tabs or programs and try again, or use a device with more memory.',
  },
  'no-backend': {
    title: 'This browser can’t run the model.',
    advice:
      'It offers neither WebGPU nor WebAssembly. A current Firefox, Chrome, Edge or Safari does.',
  },
  'self-test': {
    title: 'The model gives wrong numbers here, so it was stopped.',
    advice:
      'Usually a graphics driver is to blame. Update the browser or the driver, then try again.',
  },
  'worker-died': {
    title: 'The model stopped.',
    advice: 'Your text is safe. Load the model again; it is still on this device.',
  },
  quota: {
    title: 'This browser has no room to keep the model.',
    advice: 'Free some space for websites, or leave private browsing, then try again.',
  },
  disposed: {
    title: 'The model was put away.',
    advice: 'Load it again to go on.',
  },
  input: {
    title: 'The model can’t judge this text.',
    advice: 'Change the step that you edited last.',
  },
  internal: {
    title: 'Something went wrong inside the model’s engine.',
    advice: 'Your text is safe. Try again; the details help whoever reports it.',
  },
};

/** Advice for a browser that says it has no connection; takes precedence for network failures. */
export const offline: Failure = {
  title: 'You seem to be offline.',
  advice: 'The model comes from this site once, and then stays. Try again when you are connected.',
};
