"""Small lists of invented and public parties, and short ways to ask."""

from collections.abc import Callable
from typing import Any

import pytest

from navicert.screening import Index, Party, build_index, party_from_ftm


def listed(key: str, schema: str = "Person", **properties: Any) -> Party:
    return party_from_ftm({"id": key, "schema": schema, "datasets": ["test"], "properties": properties})


PARTIES = (
    listed(
        "p1", name=["Martin David HODWALKER MARTINEZ"], birthDate=["1961-07-14"], nationality=["co"], gender=["male"]
    ),
    listed("p2", name=["KIM Jong Un"], alias=["Kim Jong-woon"], birthDate=["1984-01-08"], nationality=["kp"]),
    listed("p3", name=["RI Yong Ho"], birthDate=["1956"], nationality=["kp"]),
    listed("p4", name=["Ahmad Muhammad Yunis AL-AHMAD"], weakAlias=["Abu Maria"], birthDate=["1951"]),
    listed("p5", name=["Ahmad HASSAN"], birthDate=["1970-05-06"], nationality=["sy"]),
    listed("c1", "Company", name=["Korea Mining Development Trading Corporation"], country=["kp"]),
    listed("c2", "Company", name=["Ocean Maritime Management Company, Limited"], country=["kp"]),
    listed("c3", "Company", name=["Mobin International Limited"], innCode=["7707083893"]),
    listed("v1", "Vessel", name=["WISE HONEST"], imoNumber=["IMO8905490"], flag=["kp"]),
    listed("v2", "Vessel", name=["JI SONG 8"], imoNumber=["8503228"]),
)


@pytest.fixture(scope="session")
def index() -> Index:
    return build_index(PARTIES)


@pytest.fixture
def ask() -> Callable[..., Party]:
    def ask(name: str = "", schema: str = "Person", **properties: Any) -> Party:
        names = {"name": [name]} if name else {}
        return party_from_ftm({"id": "q", "schema": schema, "properties": {**names, **properties}})

    return ask
