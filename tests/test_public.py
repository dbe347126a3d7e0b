"""What the package offers: its names, their order, and that importing it costs nothing."""

import subprocess
import sys

import pytest

import pipeline


def test_all_names_exist_and_are_sorted():
    assert list(pipeline.__all__) == sorted(pipeline.__all__)
    assert all(getattr(pipeline, name).__doc__ for name in pipeline.__all__)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'translat'"):
        _ = pipeline.translat


def test_names_survive_the_import_of_every_module():
    code = (
        "import pkgutil, importlib, pipeline\n"
        "for module in pkgutil.walk_packages(pipeline.__path__, 'pipeline.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(callable(pipeline.run), callable(pipeline.load_profile), callable(pipeline.evaluate))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.split() == ["True"] * 3


def test_import_of_the_package_loads_only_the_standard_library():
    code = (
        "import sys; before = set(sys.modules); import pipeline\n"
        "print(sorted({name.split('.')[0] for name in set(sys.modules) - before} - sys.stdlib_module_names))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.strip() == "['pipeline']"
