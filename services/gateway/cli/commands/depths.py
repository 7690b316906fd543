"""`quire depths`"""

from __future__ import annotations

import click


@click.command()
@click.argument("enumerators", metavar="ENUMERATOR...", nargs=-1, required=True)
def depths(enumerators: tuple[str, ...]) -> None:
    """Show how deep headings with these enumerators lie, in this order.

    \b
    … (or ...) stands for lost pages. Where another depth is nearly as likely, it is shown beside.

    \b
    Examples:
      quire depths 一、 （一） 1. 2. （二） 二、
      quire depths 第一章 第一节 … 第三章
      quire depths 1 1.1 1.2 2
    """
    from services.segmenter.numbering.depth.typed import typed_depths

    for one in typed_depths(enumerators):
        other = f"  or {one.runner_up}" if one.runner_up else ""
        click.echo(f"{one.depth}{other}  {'  ' * (one.depth - 1)}{one.literal}  ({one.style})")
