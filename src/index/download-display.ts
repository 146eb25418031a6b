import { Presets, SingleBar } from 'cli-progress';
import type { DownloadProgress } from './embedding/hub.ts';

/** Shows how far a download is. */
export interface DownloadDisplay {
  show(progress: DownloadProgress): void;
  /** Ends the bar; call it before anything else is written. */
  stop(): void;
}

/** A bar for each file on a terminal, a line for each elsewhere (a log, a pipe). */
export function downloadDisplay(stream: NodeJS.WriteStream): DownloadDisplay {
  return stream.isTTY ? downloadBar(stream) : downloadLines(stream);
}

function downloadBar(stream: NodeJS.WriteStream): DownloadDisplay {
  const bar = new SingleBar(
    {
      stream,
      clearOnComplete: true,
      // The terminal stays as it is: a download that is ended by Ctrl-C has nothing to put back.
      hideCursor: false,
      barsize: 20,
      format: '{file} {bar} {percentage} % of {size}',
    },
    Presets.shades_classic,
  );
  let shown: string | undefined;
  return {
    show({ file, receivedBytes, totalBytes }) {
      if (file !== shown) {
        bar.stop();
        shown = file;
        bar.start(totalBytes ?? receivedBytes, 0, { file, size: sizeOf(totalBytes) });
      }
      bar.update(receivedBytes);
    },
    stop: () => bar.stop(),
  };
}

function downloadLines(stream: NodeJS.WriteStream): DownloadDisplay {
  let shown: string | undefined;
  return {
    show({ file, totalBytes }) {
      if (file === shown) return;
      shown = file;
      stream.write(`Fetching ${file} (${sizeOf(totalBytes)})\n`);
    },
    stop: () => undefined,
  };
}

function sizeOf(bytes: number | undefined): string {
  if (bytes === undefined) return 'unknown size';
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(0)} MB`;
}
