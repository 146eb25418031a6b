#!/bin/bash
# Makes the PDF files in this folder again, with the programs that people make such files with. The tests need only the
# files; where versions differ, so may the samples.
# Debian: groff, texlive-latex-recommended, pandoc, libreoffice-writer, chromium, fonts-noto-core, fonts-noto-cjk,
# fonts-dejavu-core, python3, qpdf, poppler-utils, imagemagick, libtiff-tools.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Two columns, words parted at lines' ends, running heads and feet; no bookmarks.
groff -k -ms -Tpdf -dpaper=a5 -P-pa5 harbour.ms > harbour.pdf

# Two columns, bookmarks, a footnote.
for run in 1 2; do pdflatex -interaction=batchmode -output-directory "$work" beacons.tex > "$work/log"; done
mv "$work/beacons.pdf" .

# A table and a list.
pandoc minutes.html -o "$work/minutes.odt"
soffice --headless --convert-to pdf --outdir . "$work/minutes.odt" > "$work/log"

# Russian, Arabic, Chinese; printed by a browser, whose head and foot have the date, title, address and page's number.
python3 -m http.server --bind 127.0.0.1 8765 2> "$work/log" &
server=$!
trap 'kill $server; rm -rf "$work"' EXIT
sleep 1
for name in weather well tea; do
  chromium --headless --no-sandbox --disable-gpu --generate-pdf-document-outline \
    --print-to-pdf="$name.pdf" "http://127.0.0.1:8765/$name.html" 2> "$work/log"
done

qpdf --encrypt open-sesame owner 256 -- minutes.pdf encrypted.pdf
qpdf --encrypt '' owner 256 --modify=none --print=none -- minutes.pdf locked.pdf

# Scans: pictures of pages.
pdftoppm -r 60 -mono beacons.pdf "$work/page"
convert "$work"/page-*.pbm -compress Group4 "$work/scanned.tiff"
tiff2pdf -o scanned.pdf "$work/scanned.tiff"
