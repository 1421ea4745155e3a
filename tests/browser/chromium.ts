import { chromium, type Browser } from 'playwright-core';
import { findChromium } from '../../scripts/browsers.mjs';

/** No sandbox, so that it runs as root; nothing of the browser's own that could use the network. */
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** WebGPU computed on the processor: right but slow, so it serves tiny models only. */
const softwareGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** A headless Chromium; without `webgpu` it has none, whatever the machine. */
export async function launchChromium({ webgpu = false } = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium: set CHROMIUM to its path.');
  const args = [...quiet, ...(webgpu ? softwareGpu : ['--disable-features=WebGPU'])];
  return chromium.launch({ executablePath, args });
}
