"""The model's files: what is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ModelError
from dragoman.syntax import reader
from dragoman.syntax.model import Model

FOLDER = Path(reader.__file__).parent / "models"
LARGEST = 45_000_000  # bytes the model may take in the repository


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        Model(tmp_path)


def test_settings_of_another_version_are_told(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text('{"name": "x"}', encoding="utf-8")
    with pytest.raises(ModelError, match="version"):
        Model(tmp_path)


def test_a_broken_weight_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_bytes((FOLDER / "model.json").read_bytes())
    (tmp_path / "encoder.onnx").write_bytes(b"no weights")
    with pytest.raises(ModelError, match="reinstall"):
        Model(tmp_path)


def test_the_model_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= LARGEST
