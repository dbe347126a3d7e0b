"""What the package offers: its names, their order, and that importing it costs nothing."""

import subprocess
import sys

import pytest

import babelpress


def test_all_names_exist_and_are_sorted():
    assert list(babelpress.__all__) == sorted(babelpress.__all__)
    assert all(getattr(babelpress, name).__doc__ for name in babelpress.__all__)


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'translat'"):
        _ = babelpress.translat


def test_names_survive_the_import_of_every_module():
    code = (
        "import pkgutil, importlib, babelpress\n"
        "for module in pkgutil.walk_packages(babelpress.__path__, 'babelpress.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(callable(babelpress.run), callable(babelpress.load_profile), callable(babelpress.evaluate))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.split() == ["True"] * 3


def test_import_of_the_package_loads_only_the_standard_library():
    code = (
        "import sys; before = set(sys.modules); import babelpress\n"
        "print(sorted({name.split('.')[0] for name in set(sys.modules) - before} - sys.stdlib_module_names))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.strip() == "['babelpress']"
