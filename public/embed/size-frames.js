// Gives each frame the height of its content. Only messages of a frame on this page are heard, and
// only a number is taken from them.
addEventListener('message', ({ data, source }) => {
  if (data?.type !== 'stepwise-height' || !Number.isFinite(data.height)) return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) frame.height = String(Math.min(data.height, 5000));
  }
});
