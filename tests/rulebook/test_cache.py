"""The cache saves time and nothing else: the same rulebook, never a stranger's file, never a stale one."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from compliance.engine.report import judge
from compliance.filing import read_filing
from compliance.rulebook.cache import cached_rulebook
from compliance.rulebook.load import load_rulebook
from compliance.rulebook.model import Rulebook

from .packs import write_pack


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder of this test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("COMPLIANCE_CACHE", str(folder))
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The small pack."""
    return write_pack(tmp_path / "pack")


def the_file(cache: Path) -> Path:
    """The one file that the cache holds."""
    (found,) = cache.iterdir()
    return found


def planted(cache: Path, pack: Path) -> None:
    """The pack in the cache, then another rulebook in its place, recognisable by its version."""
    rulebook = cached_rulebook([pack])
    the_file(cache).write_bytes(pickle.dumps(rulebook._replace(version="planted")))


def test_a_cached_pack_judges_as_a_fresh_one(cache: Path, pack_folder: Path, us_ca: Rulebook, root: Path) -> None:
    cached_rulebook([pack_folder])
    assert the_file(cache).stat().st_size > 0
    again = cached_rulebook([pack_folder])
    for name in ("short-reserve-budget.yaml", "pasadena-2018-19-first-interim.yaml", "oak-valley.dat"):
        filing = read_filing(root / "examples" / name)
        assert judge(filing, again) == judge(filing, us_ca)


def test_the_second_time_the_cache_is_read(cache: Path, pack: Path) -> None:
    planted(cache, pack)
    assert cached_rulebook([pack]).version == "planted"


@pytest.mark.parametrize("damage", [b"", b"\x80\x05no pickle", b"cposix\nnothing\n.", pickle.dumps("another thing")])
def test_a_damaged_file_is_ignored_and_written_anew(cache: Path, pack: Path, damage: bytes) -> None:
    cached_rulebook([pack])
    the_file(cache).write_bytes(damage)
    assert cached_rulebook([pack]).version == "1"
    assert isinstance(pickle.loads(the_file(cache).read_bytes()), Rulebook)


def test_half_a_file_is_ignored(cache: Path, pack: Path) -> None:
    cached_rulebook([pack])
    whole = the_file(cache).read_bytes()
    the_file(cache).write_bytes(whole[: len(whole) // 2])
    assert list(cached_rulebook([pack]).rules) == ["R-1", "R-2"]


def test_off_writes_nothing(tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPLIANCE_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert cached_rulebook([pack]).id == "small"
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_a_changed_file_is_loaded_anew(cache: Path, pack: Path) -> None:
    planted(cache, pack)
    floor = pack / "parameters/floor.yaml"
    floor.write_text(floor.read_text().replace("87000", "88000"))
    assert cached_rulebook([pack]).version == "1"


def test_a_broken_pack_leaves_no_file(cache: Path, pack: Path) -> None:
    (pack / "parameters/floor.yaml").write_text("parameter: floor\n")
    with pytest.raises(Exception, match="lacks"):
        cached_rulebook([pack])
    assert not cache.exists() or not list(cache.iterdir())


posix = pytest.mark.skipif(not hasattr(os, "getuid"), reason="only POSIX tells who may write a file")


@posix
@pytest.mark.parametrize("mode", [0o660, 0o666, 0o602])
def test_a_file_that_others_may_write_is_not_read(cache: Path, pack: Path, mode: int) -> None:
    planted(cache, pack)
    the_file(cache).chmod(mode)
    assert cached_rulebook([pack]).version == "1"


@posix
@pytest.mark.parametrize("mode", [0o770, 0o777])
def test_a_file_in_a_folder_that_others_may_write_is_not_read(cache: Path, pack: Path, mode: int) -> None:
    planted(cache, pack)
    cache.chmod(mode)
    assert cached_rulebook([pack]).version == "1"


@posix
@pytest.mark.parametrize("theirs", ["file", "folder"])
def test_another_users_cache_is_not_read(cache: Path, pack: Path, theirs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(cache, pack)
    real, stranger = os.stat, os.getuid() + 1
    owned = cache if theirs == "folder" else the_file(cache)

    def stat(path: str | Path, *rest: object, **options: object) -> os.stat_result:
        found = real(path, *rest, **options)  # type: ignore[arg-type]
        return os.stat_result([*found[:4], stranger, *found[5:]]) if Path(path) == owned else found

    monkeypatch.setattr(os, "stat", stat)
    assert cached_rulebook([pack]).version == "1"


@posix
def test_the_cache_is_written_for_this_user_alone(cache: Path, pack: Path) -> None:
    cached_rulebook([pack])
    assert cache.stat().st_mode & 0o077 == 0
    assert the_file(cache).stat().st_mode & 0o022 == 0


def test_a_cache_that_cannot_be_written_costs_nothing_else(tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("COMPLIANCE_CACHE", str(tmp_path / "file" / "below"))
    loaded = load_rulebook([pack])
    lean = {name: rule._replace(cases=()) for name, rule in loaded.rules.items()}
    assert cached_rulebook([pack]) == loaded._replace(rules=lean)
