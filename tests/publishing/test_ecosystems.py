"""Each format as its own tools read it: nobody of ours judges our own files here."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tawatur import samples
from tawatur.casefile import Case
from tawatur.errors import UsageError
from tawatur.publishing import extras
from tawatur.publishing.stix import EXTENSION

from .cases import TABLES, exported, make, profile


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The case of the bundled samples."""
    from tawatur.build import build
    from tawatur.intake import load_mapping

    folder = tmp_path_factory.mktemp("samples")
    build([samples.path()], str(folder / "s.case"), mapping=load_mapping(samples.mapping()))
    with Case.open(str(folder / "s.case")) as found:
        yield found


def whole(case: Case) -> list[dict[str, Any]]:
    """The events as the owner has them."""
    return [json.loads(line) for line in exported(case, "events").splitlines()]


def kerman(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The event of the sample with a toll that grows."""
    return next(row for row in rows if "Kerman" in row["label"]["en"])


# --- tables


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_are_one_thing_in_three_formats(case: Case, table: str) -> None:
    """CSV, Parquet and GeoJSON of a table have the same rows, whatever each calls a missing value."""
    import pyarrow.parquet as pq

    flat = list(csv.DictReader(io.StringIO(exported(case, "csv", table=table).decode("utf-8-sig"), newline="")))
    columns = pq.read_table(io.BytesIO(exported(case, "parquet", table=table))).to_pylist()
    features = json.loads(exported(case, "geojson", table=table))["features"]
    assert len(flat) == len(columns) == len(features) > 0
    for row, feature in zip(columns, features, strict=True):
        for name, value in feature["properties"].items():
            assert row[name] == value


def test_geojson_is_read_by_an_independent_reader(case: Case) -> None:
    """`geojson` finds nothing wrong with it and shapely puts the point where the place is, east first."""
    import geojson
    import shapely

    collection = geojson.loads(exported(case, "geojson").decode())
    assert (collection.is_valid, collection.errors()) == (True, [])
    [found] = [f for f in collection.features if "Kerman" in f.properties["label_en"]]
    point = shapely.geometry.shape(found.geometry)
    assert (round(point.x, 1), round(point.y, 1)) == (57.1, 30.3)


def test_a_workbook_opens_with_a_sheet_a_table(case: Case) -> None:
    """openpyxl reads it; every sheet has its header, numbers are numbers and no cell is a formula."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(exported(case, "xlsx")))
    assert book.sheetnames == ["about", "codebook", *TABLES]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert book["about"]["B1"].value == "value"
    assert book["events"].max_row == len(whole(case)) + 1


def test_a_data_package_is_valid(case: Case, tmp_path: Path) -> None:
    """frictionless checks every row against the schema, the hashes and the foreign keys."""
    import frictionless

    path = tmp_path / "package.zip"
    path.write_bytes(exported(case, "datapackage", codebook="gtd"))
    report = frictionless.validate(str(path))
    assert (report.valid, report.flatten(["type", "note"])) == (True, [])
    assert [task.name for task in report.tasks] == list(TABLES)


# --- partners' tools


def test_a_stix_bundle_is_valid(case: Case) -> None:
    """The validator of OASIS finds no error, with the schemas of 2.1 it carries."""
    from stix2validator import ValidationOptions, validate_string

    # 103 asks for random identifiers; ours are made from what they name, so that a bundle can be made again.
    options = ValidationOptions(version="2.1", disabled="103")
    results = validate_string(exported(case, "stix").decode(), options)
    found = [str(error) for error in (*(results.errors or ()), *(results.warnings or ()))]
    assert (results.is_valid, found) == (True, [])


def test_an_incident_carries_what_was_counted(case: Case) -> None:
    """The extension has every figure as it was stated, the TLP 2.0 marking, the Arabic name and the citations."""
    import stix2

    bundle = stix2.parse(exported(case, "stix").decode())
    event = kerman(whole(case))
    incidents = [o for o in bundle.objects if o.type == "incident"]
    [incident] = [o for o in incidents if o.extensions[EXTENSION]["event_id"] == event["id"]]
    [killed] = [row for row in incident.extensions[EXTENSION]["casualties"] if row["measure"] == "killed"]
    tally = event["figures"]["killed"]
    assert [killed["low"], killed["best"], killed["high"]] == [tally["low"], tally["best"], tally["high"]]
    assert "> 90" in [value["stated"] for value in killed["values"]]
    [marking] = [o for o in bundle.objects if o.id == incident.object_marking_refs[0]]
    assert marking.extensions["extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"]["tlp_2_0"] == "clear"
    [arabic] = [o for o in bundle.objects if o.type == "language-content" and o.object_ref == incident.id]
    assert arabic.contents["ar"]["name"] == event["label"]["ar"]
    assert {reference["external_id"] for reference in incident.external_references} == set(event["claims"])


def test_the_extension_follows_its_schema(case: Case) -> None:
    """The schema that travels in the bundle is the one its incidents keep to."""
    import jsonschema
    import stix2

    bundle = stix2.parse(exported(case, "stix").decode())
    [definition] = [o for o in bundle.objects if o.type == "extension-definition"]
    schema = json.loads(definition.schema)
    found = [json.loads(o.serialize())["extensions"][EXTENSION] for o in bundle.objects if o.type == "incident"]
    assert len(found) > 5
    for extension in found:
        jsonschema.validate(extension, schema)


def test_no_party_is_called_a_threat_actor(case: Case) -> None:
    """That would be a judgement of ours."""
    bundle = json.loads(exported(case, "stix"))
    assert {o["type"] for o in bundle["objects"]} & {"threat-actor", "intrusion-set", "campaign"} == set()


def test_misp_loads_every_event(case: Case) -> None:
    """pymisp reads each, its objects and its marking."""
    import pymisp

    loaded = []
    for row in json.loads(exported(case, "misp"))["response"]:
        event = pymisp.MISPEvent()
        event.from_dict(**row)
        loaded.append(event)
    events = {event.uuid: event for event in loaded}
    assert len(events) == len(whole(case))
    [found] = [event for event in loaded if "Kerman" in event.info]
    assert next(tag.name for tag in found.tags) == "tlp:clear"
    killed = next(o for o in found.get_objects_by_name("casualties"))
    tally = kerman(whole(case))["figures"]["killed"]
    stated = {a.object_relation: a.value for a in killed.attributes}
    assert [float(stated[name]) for name in ("low", "best", "high")] == [tally["low"], tally["best"], tally["high"]]
    assert not any(attribute.to_ids for o in found.objects for attribute in o.attributes)


def test_ftm_accepts_every_entity(case: Case, tmp_path: Path) -> None:
    """`ftm validate`, as a user of FollowTheMoney runs it; every reference leads to an entity of the file."""
    path = tmp_path / "entities.ftm.json"
    path.write_bytes(exported(case, "ftm"))
    ran = subprocess.run(
        [str(Path(sys.executable).with_name("ftm")), "validate", "-i", str(path), "-o", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = {entity["id"] for entity in entities}
    linked = [
        value
        for entity in entities
        for name in ("involved", "document", "entity")
        for value in entity["properties"].get(name, ())
    ]
    assert len(known) == len(entities)
    assert linked
    assert set(linked) <= known


def test_json_ld_is_a_graph(case: Case) -> None:
    """rdflib reads it: each event is a schema.org Event told by claims that stand in articles."""
    import rdflib

    graph = rdflib.Graph().parse(data=exported(case, "jsonld").decode(), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    events = set(graph.subjects(rdflib.RDF.type, schema.Event))
    assert len(events) == len(whole(case))
    for event in events:
        claims = list(graph.objects(event, schema.subjectOf))
        assert claims
        assert all(list(graph.objects(claim, schema.appearance / schema.headline)) for claim in claims[:1])


# --- what is missing


def test_a_library_that_is_not_there_is_named_with_its_remedy() -> None:
    """The command that installs it."""
    with pytest.raises(UsageError, match=r"pip install 'tawatur\[share\]'"):
        extras.need("no_such_library")


# --- other codebooks


def coded(case: Case, scheme: str) -> dict[str, dict[str, str]]:
    """The rows of the table of events with the columns of a codebook, by label."""
    rows = csv.DictReader(io.StringIO(exported(case, "csv", codebook=scheme).decode("utf-8-sig"), newline=""))
    return {row["label_en"]: row for row in rows}


@pytest.mark.parametrize("scheme", ["acled", "ucdp-ged", "gtd", "plover"])
def test_every_code_has_a_reason_and_every_gap_is_owned(case: Case, scheme: str) -> None:
    """No cell is silently empty."""
    name = scheme.replace("-", "_")
    rows = coded(case, scheme).values()
    assert all(row[f"{name}_reason"] for row in rows)
    empty = [row[f"{name}_reason"] for row in rows if not row[f"{name}_code"]]
    assert empty
    assert all(reason.startswith(("no equivalent: ", "not coded: ")) for reason in empty)


def test_a_bombing_as_four_codebooks_see_it(tmp_path: Path) -> None:
    """One record: the method to ACLED and GTD, the toll's bounds to UCDP, and no type of violence it does not say."""
    text = "قُتل أكثر من 90 شخصًا وأصيب 12 في تفجير انتحاري بحزام ناسف في كابول يوم 4 يناير 2024.\n"
    with Case.open(str(make(tmp_path, {"a.txt": text}))) as case:
        rows = {scheme: next(iter(coded(case, scheme).values())) for scheme in ("acled", "ucdp-ged", "gtd", "plover")}
    acled, ucdp, gtd, plover = rows.values()
    assert [
        acled[f"acled_{name}"] for name in ("sub_event_type", "time_precision", "geo_precision", "fatalities")
    ] == [
        "Suicide bomb",
        "1",
        "1",
        "91",
    ]
    assert [ucdp[f"ucdp_ged_{name}"] for name in ("code", "type_of_violence", "date_prec", "where_prec", "low")] == [
        "1 | 2 | 3",
        "",
        "1",
        "1",
        "91",
    ]
    assert [gtd[f"gtd_{name}"] for name in ("attacktype1", "weaptype1", "suicide", "iyear", "imonth", "iday")] == [
        "3",
        "6",
        "1",
        "2024",
        "1",
        "4",
    ]
    assert [plover[f"plover_{name}"] for name in ("event", "mode", "injured")] == ["ASSAULT", "suicide-attack", "12"]


def test_a_coarse_date_is_coarse_in_a_codebook_too(tmp_path: Path) -> None:
    """ACLED's and GTD's fields follow the profile, not the record."""
    text = "قُتل 9 أشخاص في تفجير في كابول يوم 4 يناير 2024.\n"
    with Case.open(str(make(tmp_path, {"a.txt": text}))) as case:
        content = exported(case, "csv", profile(dates="month", places="country"), codebook="gtd").decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(content, newline=""))
    assert [row[f"gtd_{name}"] for name in ("iyear", "imonth", "iday", "specificity")] == ["2024", "1", "0", "5"]


@pytest.mark.parametrize("option", ["table", "codebook"])
def test_an_unknown_table_or_codebook_lists_those_there_are(case: Case, option: str) -> None:
    """The message is the remedy."""
    with pytest.raises(UsageError, match="choose one of"):
        exported(case, "csv", **{option: "none"})
