"""Each check of the facts, shown to fail on a folder of one's own that breaks it."""
# ruff: noqa: E501 - a table of cases reads best with a case on a line

import pytest

from daliz.app.list_facts import check_folder
from daliz.units import UNITS

SOURCES = "source_id,publisher\nmine,My own notes\n"


def faults(tmp_path, **files):
    """The faults of a folder that holds the given tables, beyond those of the built-in facts."""
    folder = tmp_path / "my_facts"
    folder.mkdir()
    for name, text in {"sources": SOURCES, **files}.items():
        path = folder / ("scenarios/mine/scenario.toml" if name == "scenario" else f"{name}.csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [
        str(p).replace(f"{folder}/", "")
        for p in check_folder([folder])
        if "my_facts" in str(p) or "mine" in str(p)
    ]


def test_the_built_in_facts_have_no_fault():
    assert [str(p) for p in check_folder([])] == []


def test_a_sound_folder_has_no_fault(tmp_path):
    rates = (
        "rate,scope,mode,from_id,to_id,both_ways,value,unit,price_year,chosen,source_id,grade\n"
        "my-quote,segment,ferry,aktau,alat,yes,900,USD/FEU,2026,yes,mine,other\n"
    )
    assert faults(tmp_path, rates=rates) == []


RATE = "rate,scope,from_id,both_ways,value,low,unit,price_year,chosen,source_id,grade,note\n"
SERVICE = (
    "service,name_en,name_ru,mode,from_terminal,to_terminal,both_ways,run_class,timetable,cargo,slot,"
    "timetable_grade,source_id,grade,note\n"
)
TIMED = SERVICE.replace("timetable,", "timetable,gap_h,weekdays,departs,")
PLACE = "place,country,lat_deg,lon_deg,tz,name_en,name_ru,source_id,grade\n"
QUANTITY = "subject,quantity,valid_from,source_id,value,unit,chosen,grade,note\n"


@pytest.mark.parametrize(
    ("table", "text", "fault"),
    [
        ("rates", RATE + "q,segment,aktau,yes,nine,,USD/FEU,2026,yes,mine,other,\n",
         "rates.csv:2:value: found 'nine'. Write a finite number with a dot."),
        ("rates", RATE + "q,segment,aktau,yes,nan,,USD/FEU,2026,yes,mine,other,\n",
         "rates.csv:2:value: found 'nan'. Write a finite number with a dot."),
        ("rates", RATE + "q,segment,aktau,yes,900,,USD/box,2026,yes,mine,other,\n",
         f"rates.csv:2:unit: found 'USD/box'. Write one of {', '.join(sorted(UNITS))}."),
        ("rates", RATE.replace("low,", "value,") + "q,segment,aktau,yes,900,900,USD/FEU,2026,yes,mine,other,\n",
         "rates.csv:1:value: the column stands twice. Remove one of the two."),
        ("rates", RATE + "q,segmnt,aktau,yes,900,,USD/FEU,2026,yes,mine,other,\n",
         "rates.csv:2:scope: found 'segmnt'. Did you mean 'segment'?"),
        ("rates", RATE + "q,segment,aktau,yes,900,,USD/FEU,2026,yes,,other,\n",
         "rates.csv:2:source_id: it is empty. The column is required."),
        ("rates", RATE + "q,segment,aktau,yes,900,,USD/FEU,2026,yes,mane,other,\n",
         "rates.csv:2:source_id: there is no sources.source_id 'mane'. Did you mean 'mine'?"),
        ("rates", RATE.replace("low", "lowest") + "q,segment,aktau,yes,900,,USD/FEU,2026,yes,mine,other,\n",
         "rates.csv:1:lowest: no such column. Did you mean 'low'?"),
        ("rates", RATE.replace(",grade", "") + "q,segment,aktau,yes,900,,USD/FEU,2026,yes,mine,\n",
         "rates.csv:1:grade: the column is missing. Add it."),
        ("rates", RATE + "q,segment,aktau,yes,900,,USD/FEU,2026,yes,mine,other,\n" * 2,
         "rates.csv:3:rate: q stands already at rates.csv:2. Remove one of the two rows."),
        ("rates", RATE + "q,segment,aktau,yes,900,,USD/FEU,2026,yes,mine,other,a,b\n",
         "rates.csv:2:: 13 cells under 12 columns. Put quotes around a cell that contains a comma."),
        ("rates", RATE + "q,segment,aktau,yes,900,950,USD/FEU,2026,yes,mine,other,\n",
         "rates.csv:2:low: 950 is beyond 900. Let low <= value <= high."),
        ("rates", RATE + "q,segment,aktauu,yes,900,,USD/FEU,2026,yes,mine,other,\n",
         "rates.csv:2:from_id: there is no 'aktauu'. Did you mean 'aktau'?"),
        ("rates", RATE + "q,segment,aktau,yes,900,,USD/FEU,2026,yes,mine,assumed,\n",
         "rates.csv:2:note: it is empty for an assumed value. Write why."),
        ("services", SERVICE + "s,S,С,sea,aktau.port,aktao.port,yes,sea.caspian,on_demand,container,any,other,mine,other,\n",
         "services.csv:2:to_terminal: there is no terminals.terminal 'aktao.port'. Did you mean 'aktau.port'?"),
        ("services", SERVICE + "s,S,С,sea,aktau.port,alat.rail,yes,sea.caspian,on_demand,container,any,other,mine,other,\n",
         "services.csv:2:to_terminal: alat.rail is a rail terminal; a sea service cannot call there. Write a port terminal."),
        ("services", SERVICE + "s,S,С,sea,aktau.port,aktau.port,yes,sea.caspian,on_demand,container,any,other,mine,other,\n",
         "services.csv:2:to_terminal: it equals from_terminal. Name the other end."),
        ("departures", "service,departs,source_id,grade\naktau-alat-fedeer,2026-12-05T18:00,mine,other\n",
         "departures.csv:2:service: there is no services.service 'aktau-alat-fedeer'. Did you mean 'aktau-alat-feeder'?"),
        ("quantities", QUANTITY + "class:x,dwell,2026,mine,1,h,yes,other,\nclass:x,dwell,2026,daliz,2,h,yes,other,\n",
         ("quantities.csv:3:chosen: class:x dwell has a chosen value already at quantities.csv:2. "
         "Write no in one of the two.")),
        ("quantities", QUANTITY + "class:x,dwell,2026,mine,1,h,no,other,\n",
         "quantities.csv:2:chosen: no value of class:x dwell is chosen. Write yes in the one to use."),
        ("quantities", QUANTITY + "terminal:aktao.port,dwell,,mine,1,h,yes,other,\n",
         "quantities.csv:2:subject: there is no terminal 'aktao.port'. Did you mean 'aktau.port'?"),
        ("quantities", QUANTITY + "ship:x,dwell,,mine,1,h,yes,other,\n",
         ("quantities.csv:2:subject: found 'ship:x'. Write kind:id; the kinds are class, country, corridor, crossing, "
         "index, link, passage, place, rail, regime, service, terminal.")),
        ("quantities", QUANTITY + "class:x,dwell,2026-02-30,mine,1,h,yes,other,\n",
         "quantities.csv:2:valid_from: found '2026-02-30'. Write 2021, 2021-05, 2021-05-03 or a range a/b."),
        ("closures", "subject,valid_from,valid_to,share,source_id,grade\nplace:aktau,2026-03,2026-01,0.5,mine,other\n",
         "closures.csv:2:valid_to: 2026-01 is before 2026-03. Swap or correct them."),
        ("closures", "subject,valid_from,share,source_id,grade\nplace:aktau,2026-03,1.5,mine,other\n",
         "closures.csv:2:share: found 1.5. A share runs from 0 to 1."),
        ("aliases", "scheme,value,target,source_id,grade\nname,Aktau-on-Sea,aktao,mine,other\n",
         "aliases.csv:2:target: there is no place or terminal 'aktao'. Did you mean 'aktau'?"),
        ("regimes", "corridor_group,valid_from,scenario,source_id,grade\nmiddle,2027-01-01,calm-2052,mine,other\n",
         "regimes.csv:2:scenario: there is no scenario 'calm-2052'. Did you mean 'calm-2025'?"),
        ("services", TIMED + "s,S,С,sea,aktau.port,alat.port,yes,sea.caspian,irregular,-5,,,container,any,other,mine,other,\n",
         "services.csv:2:gap_h: found -5. Write more than 0."),
        ("services", TIMED + "s,S,С,sea,aktau.port,alat.port,yes,sea.caspian,irregular,,,,container,any,other,mine,other,\n",
         "services.csv:2:gap_h: it is empty for timetable irregular. Write the mean hours from one departure to the next."),
        ("services", TIMED + "s,S,С,sea,aktau.port,alat.port,yes,sea.caspian,calendar,,,,container,any,other,mine,other,\n",
         "services.csv:2:weekdays: it is empty for a calendar. Name weekdays, or give its runs in departures.csv."),
        ("services", TIMED + "s,S,С,sea,aktau.port,alat.port,yes,sea.caspian,calendar,,funday,,container,any,other,mine,other,\n",
         "services.csv:2:weekdays: found 'funday'. Write one of mon, tue, wed, thu, fri, sat, sun."),
        ("services", TIMED + "s,S,С,sea,aktau.port,alat.port,yes,sea.caspian,calendar,,mon,noon,container,any,other,mine,other,\n",
         "services.csv:2:departs: found 'noon'. Write local time, HH:MM."),
        ("services", SERVICE + "s,S,С,sea,aktau.port,alat.port,yes,sea.caspian,on_demand,boxes,any,other,mine,other,\n",
         "services.csv:2:cargo: found 'boxes'. Write one of container, wagon, truck, bulk."),
        ("departures", "service,departs,arrives,source_id,grade\naktau-alat-feeder,2026-12-05T18:00,2026-12-05T16:00,mine,other\n",
         "departures.csv:2:arrives: 2026-12-05T16:00 is not after 2026-12-05T18:00, each in local time. Swap or correct them."),
        ("departures", "service,departs,source_id,grade\naktau-alat-feeder,5 December,mine,other\n",
         "departures.csv:2:departs: found '5 December'. Write local time, 2026-12-05T18:00."),
        ("places", PLACE + "x,KZ,95,70,Asia/Almaty,X,Икс,mine,other\n",
         "places.csv:2:lat_deg: found 95. Write -90 to 90."),
        ("places", PLACE + "x,KZ,45,70,Mars/Base,X,Икс,mine,other\n",
         "places.csv:2:tz: found 'Mars/Base'. Write a zone of the tz database, such as Asia/Almaty."),
        ("rates", RATE + "q,segment,aktau,yes,-900,,USD/FEU,2026,yes,mine,other,\n",
         "rates.csv:2:value: found -900. Write 0 or more."),
        ("raets", "rate\nq\n", "raets.csv:1:: no such table. Did you mean 'rates.csv'?"),
        ("scenario", 'title_en = "Mine"\ntitle_ru = "Мой"\nextends = "bass"\nwhy = "To try."\n',
         "scenarios/mine/scenario.toml:1:extends: there is no scenario 'bass'. Did you mean 'base'?"),
        ("scenario", ('title_en = "Mine"\ntitle_ru = "Мой"\nextends = "base"\nwhy = "To try."\n'
         '[[facts]]\nsubject = "terminal:aktao.port"\nquantity = "dwell"\nvalue = 1\nunit = "h"\nwhy = "So."\n'),
         "scenarios/mine/scenario.toml:1:subject: there is no terminal 'aktao.port'. Did you mean 'aktau.port'?"),
    ],
    ids=lambda v: v.partition(".csv")[0] if isinstance(v, str) and "\n" not in v and len(v) < 12 else None,
)  # fmt: skip
def test_a_fault_is_named_with_file_line_column_and_what_to_do(tmp_path, table, text, fault):
    assert fault in faults(tmp_path, **{table: text})


def test_every_fault_is_named_at_once(tmp_path):
    text = (
        RATE
        + "q,segmnt,aktau,yes,nine,,USD/box,2026,yes,mine,other,\nr,segment,aktauu,yes,9,,USD/FEU,2026,yes,mine,other,\n"
    )
    found = [f.split(": ")[0] for f in faults(tmp_path, rates=text)]
    assert found == ["rates.csv:2:scope", "rates.csv:2:unit", "rates.csv:2:value", "rates.csv:3:from_id"]


def test_a_westward_run_may_arrive_at_an_earlier_hour_of_the_clock(tmp_path):
    runs = "service,departs,arrives,source_id,grade\naktau-alat-feeder,2026-12-05T18:00,2026-12-05T17:30,mine,other\n"
    assert faults(tmp_path, departures=runs) == [], "Aktau is an hour ahead of Alat: thirty minutes at sea"


def test_a_file_in_another_encoding_is_named(tmp_path):
    folder = tmp_path / "my_facts"
    folder.mkdir()
    (folder / "sources.csv").write_bytes("source_id,publisher\nmine,Заметки\n".encode("cp1251"))
    assert [(p.line, p.hint) for p in check_folder([folder]) if "my_facts" in p.file] == [
        (2, "Save the file as UTF-8.")
    ]
