"""Writes a Word document with python-docx and tables with pandas, as programs of offices do. Usage: people.py FOLDER"""

import sqlite3
import sys
from pathlib import Path

import pandas
from docx import Document

folder = Path(sys.argv[1])

ROWS = [
    ("Anna Berg", "pilot", "anna@example.org", 1984, "Knows the sandbanks; speaks Dutch, too."),
    ("Boris Ivanov", "crane driver", "", 1991, 'Calls his crane "Zhanna".\nWorks at night.'),
    ("Chloé Dupont", "diver", "chloe@example.org", 2002, "Repairs hulls below the water line."),
]
COLUMNS = ["Name", "Trade", "E-mail", "Since", "Remarks"]

document = Document()
document.core_properties.title = "Word Document"
document.sections[0].header.paragraphs[0].text = "Town office, confidential"
document.add_heading("People of the harbour", 0)
document.add_paragraph("Whoever needs help calls one of these people.")
document.add_heading("By trade", 1)
table = document.add_table(rows=1, cols=3)
for cell, name in zip(table.rows[0].cells, COLUMNS):
    cell.text = name
for row in ROWS:
    for cell, value in zip(table.add_row().cells, row):
        cell.text = str(value)
document.add_heading("On call", 2)
for line in ("Weekdays: Anna Berg.", "Nights: Boris Ivanov."):
    document.add_paragraph(line, style="List Bullet")
paragraph = document.add_paragraph("The office closes at ")
paragraph.add_run("five").bold = True
paragraph.add_run(" o’clock.")
document.save(folder / "python-docx.docx")

frame = pandas.DataFrame(ROWS, columns=COLUMNS)
frame.to_csv(folder / "pandas.csv", index=False)
frame.to_csv(folder / "pandas.tsv", index=False, sep="\t", encoding="utf-16")

with sqlite3.connect(folder / "people.sqlite") as database:
    frame.to_sql("people", database, index=False)
