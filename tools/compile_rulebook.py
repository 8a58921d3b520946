"""Write the rulebook's compiled form and its JSON Schema for editors; run after every change to the YAML files."""

import json
from pathlib import Path

from navicert.rulebook import compile_folder
from navicert.rulebook.authoring import InstrumentFile

FOLDER = Path(__file__).parents[1] / "src" / "navicert" / "rulebook"


def schema_text() -> str:
    """The schema of an instrument file, as text."""
    return json.dumps(InstrumentFile.model_json_schema(by_alias=True), indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    (FOLDER / "compiled.json").write_text(compile_folder(FOLDER), encoding="utf-8")
    (FOLDER / "measure.schema.json").write_text(schema_text(), encoding="utf-8")
