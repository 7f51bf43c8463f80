"""The register, written: rows added, changed and undone in the user's workspace, with who, when and why."""

from __future__ import annotations

from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from daliz.app.add_record import add_rows, changed_row, row_as_text
from daliz.app.draft_records import Drafting, drafts_file, spellings_of
from daliz.errors import UnknownIdError
from daliz.io.workspace import Workspace
from daliz.notes import Dated, Note
from daliz.register.drafts import drafts_of, language_of
from daliz.web.clock import now, today
from daliz.web.dto import ChangeRequest, Document, DraftRequest, EditRequest, Name, Piece, UndoRequest
from daliz.web.paging import Paging, paged
from daliz.web.plain import json_response
from daliz.web.problems import HttpProblem
from daliz.web.reach import Shared
from daliz.web.security import check_token
from daliz.web.state import Services

__all__ = ["router"]

router = APIRouter(prefix="/register/changes", tags=["register"], dependencies=[Depends(check_token)])

#: Held from the look at what stands to the writing of what shall stand.
WRITING = Lock()


def _open(services: Services) -> Workspace:
    services.settings.workspace.parent.mkdir(parents=True, exist_ok=True)
    return Workspace(services.settings.workspace)


def _check_unchanged(own: Workspace, asked: EditRequest) -> None:
    """Refuse an edit of a row that was changed after its editor had read it: nobody's words are overwritten unseen."""
    last = own.history(name=asked.table, key=asked.key)[-1:]
    if last and last[0].number > (asked.after or 0):
        (found,) = last
        when = found.at[:10]
        raise HttpProblem(
            "changed-meanwhile",
            f"{found.who} changed {asked.key} on {when}, by change {found.number}, after it had been read here.",
            "Read it again, then send what you still want changed.",
            notes=(
                Note.of("error.changed_meanwhile", who=found.who, date=Dated(when), number=found.number),
                Note.of("error.changed_meanwhile_hint"),
            ),
        )


@router.get("", operation_id="listChanges", summary="Who changed what, when and why", response_model=Piece)
def history(
    request: Request,
    services: Shared,
    page: Paging,
    key: Annotated[Name | None, Query(description="Only changes of this row.")] = None,
) -> Response:
    """Return the changes of the workspace, in order."""
    if not services.settings.workspace.is_file():
        return json_response(paged(request, [], page))
    with _open(services) as own:
        return json_response(paged(request, own.history(key=key), page))


@router.post("", operation_id="addRows", summary="Add rows", status_code=201, response_model=Document)
def add(services: Shared, asked: ChangeRequest) -> Response:
    """Add rows, or replace those of the same key; all columns are checked, and a faulty row is refused."""
    rows = {name: [row_as_text(row) for row in found] for name, found in asked.rows.items()}
    with _open(services) as own:
        numbers = add_rows(own, rows, who=asked.who, why=asked.why, now=now(), layers=services.folders)
    return json_response({"changes": numbers}, status_code=201)


@router.patch(
    "", operation_id="editRow", summary="Change columns of a row", status_code=201, response_model=Document
)
def edit(services: Shared, asked: EditRequest) -> Response:
    """Change columns of a row, built in or own; the row that stood before stays in the history."""
    with WRITING, _open(services) as own:
        if asked.after is not None:
            _check_unchanged(own, asked)
        row = changed_row(asked.table, asked.key, asked.columns, [own.as_layer()])
        numbers = add_rows(
            own, {asked.table: [row]}, who=asked.who, why=asked.why, now=now(), layers=services.folders
        )
    return json_response({"changes": numbers}, status_code=201)


@router.post(
    "/drafts", operation_id="draftRecords", summary="Propose records from a text", response_model=Document
)
async def drafts(services: Shared, asked: DraftRequest) -> Response:
    """Return what rules find in a text, each with its words and a row to complete; a person decides, nothing is kept."""

    def work() -> dict[str, Any]:
        lang = asked.lang or language_of(asked.text)
        found = Drafting(
            document="text sent",
            lang=lang,
            text=asked.text,
            drafts=tuple(drafts_of(asked.text, spellings_of(services.layers()), lang)),
        )
        return drafts_file(found, published=asked.published, source=asked.source, day=today())

    return json_response(await services.gate.run(work))


@router.post(
    "/{number}/undo",
    operation_id="undoChange",
    summary="Take a change back",
    status_code=201,
    response_model=Document,
)
def undo(
    services: Shared,
    asked: UndoRequest,
    number: Annotated[int, Path(ge=1, le=2**53, description="Number of a change.")],
) -> Response:
    """Restore what stood before a change, by a new change."""
    try:
        with _open(services) as own:
            made = own.undo(number, who=asked.who, why=asked.why, at=now().isoformat(timespec="seconds"))
    except UnknownIdError as error:
        raise HttpProblem("unknown-id", error.message, error.hint) from error
    return json_response({"changes": [made]}, status_code=201)
