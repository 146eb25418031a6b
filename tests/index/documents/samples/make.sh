#!/bin/bash
# Makes the samples in this folder again, with the programs that people make such files with. The tests need only the
# files; where versions differ, so may the samples.
# Debian: pandoc, libreoffice-writer, libreoffice-calc, sqlite3. Python: python-docx, pandas, sphinx, mkdocs.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

pandoc -s handbook.md -o pandoc.html
pandoc handbook.md -o pandoc.docx
pandoc handbook.md -o pandoc.epub
pandoc -t epub2 --epub-chapter-level=2 handbook.md -o pandoc-epub2.epub

pandoc handbook.md -o "$work/handbook.odt"
for format in 'docx:MS Word 2007 XML' 'html:HTML (StarWriter)' 'epub:EPUB'; do
  soffice --headless --convert-to "$format" --outdir "$work" "$work/handbook.odt" > "$work/log"
  mv "$work/handbook.${format%%:*}" "libreoffice.${format%%:*}"
done

python3 people.py "$work"
mv "$work/python-docx.docx" "$work/pandas.csv" "$work/pandas.tsv" .
sqlite3 -csv -header "$work/people.sqlite" 'SELECT * FROM people' > sqlite.csv
# Field separator 59 (;), text delimiter 34 ("), character sets 76 (UTF-8) and 34 (windows-1251).
soffice --headless --infilter='Text - txt - csv (StarCalc):59,34,76' --convert-to ods \
  --outdir "$work" schedule.csv > "$work/log"
soffice --headless --convert-to 'csv:Text - txt - csv (StarCalc):59,34,34' --outdir "$work" \
  "$work/schedule.ods" > "$work/log"
mv "$work/schedule.csv" libreoffice.csv

mkdir "$work/sphinx" "$work/mkdocs" "$work/mkdocs/docs"
pandoc -t rst handbook.md -o "$work/sphinx/handbook.rst"
{ printf 'Harbour handbook\n################\n\n'; cat "$work/sphinx/handbook.rst"; } > "$work/sphinx/body"
mv "$work/sphinx/body" "$work/sphinx/handbook.rst"
printf 'Town office\n===========\n\n.. toctree::\n\n   handbook\n' > "$work/sphinx/index.rst"
printf "project = 'Town office'\nhtml_theme = 'alabaster'\n" > "$work/sphinx/conf.py"
python3 -m sphinx -q -b html "$work/sphinx" "$work/sphinx/out"
mv "$work/sphinx/out/handbook.html" sphinx.html

{ printf '# Harbour handbook\n\n'; sed '1,/^lang:/d; /^---$/d; s/^#/##/' handbook.md; } > "$work/mkdocs/docs/handbook.md"
printf '# Town office\n\nSee the [handbook](handbook.md).\n' > "$work/mkdocs/docs/index.md"
printf 'site_name: Town office\nmarkdown_extensions: [footnotes, tables]\n' > "$work/mkdocs/mkdocs.yml"
python3 -m mkdocs -q build -f "$work/mkdocs/mkdocs.yml" -d "$work/mkdocs/out"
mv "$work/mkdocs/out/handbook/index.html" mkdocs.html
