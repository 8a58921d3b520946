"""`navicert keys`: API keys for programs that ask over the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from navicert.cli.app import JsonOption, StoreOption, app, desk_of
from navicert.cli.output import note, print_json, stdout, table

if TYPE_CHECKING:
    from navicert.store.keys import KeptKey

keys = typer.Typer(help="API keys: create, list and revoke them.", no_args_is_help=True)
app.add_typer(keys, name="keys")


@keys.command("create")
def create(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The program that will use the key.")],
    role: Annotated[str, typer.Option(help="viewer asks, analyst also records, admin also administers.")] = "viewer",
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Make a key and print it, this once: the store keeps only its hash.

    Example: navicert keys create payments-gateway --role viewer
    """
    new = desk_of(context, store).keys.create(name, role)
    if as_json:
        print_json({**_record(new.kept), "key": new.text})
        return
    print(new.text)
    note(f"the key of {new.kept.name}, {new.kept.role}; it cannot be shown again")
    note("send it as the header Authorization: ApiKey ...")


@keys.command("list")
def list_keys(context: typer.Context, as_json: JsonOption = False, store: StoreOption = None) -> None:
    """List the keys with name, role and dates; never the keys themselves.

    Example: navicert keys list
    """
    records = [_record(kept) for kept in desk_of(context, store).keys.all()]
    if as_json:
        for record in records:
            print_json(record)
        return
    grid = table("id", "name", "role", "created", "revoked")
    for record in records:
        grid.add_row(*(str(value or "") for value in record.values()))
    stdout().print(grid)


@keys.command("revoke")
def revoke(
    context: typer.Context,
    key_id: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `keys list` prints it.")],
    as_json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """End a key: within seconds every server on this store refuses it.

    Example: navicert keys revoke 3f9ac2d17b04
    """
    kept = desk_of(context, store).keys.revoke(key_id)
    if as_json:
        print_json(_record(kept))
    else:
        note(f"{kept.id}, the key of {kept.name}, is revoked")


def _record(kept: KeptKey) -> dict[str, Any]:
    return {
        "id": kept.id,
        "name": kept.name,
        "role": kept.role,
        "created_at": kept.created_at.isoformat(timespec="seconds"),
        "revoked_at": kept.revoked_at.isoformat(timespec="seconds") if kept.revoked_at else None,
    }
