#!/bin/bash
# Makes bell.srt and bell.vtt again with ffmpeg; interview.vtt and rolling.vtt are written as the WebVTT specification and
# automatic captions have it.
set -euo pipefail
cd "$(dirname "$0")"
ffmpeg -loglevel error -y -i bell.ass bell.srt
ffmpeg -loglevel error -y -i bell.ass bell.vtt
