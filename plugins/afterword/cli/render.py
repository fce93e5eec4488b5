"""`afterword render`: the site's sources for another generator."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import yaml

from afterword.cli.session import journal_options, mention_problems, open_session, refuse
from afterword.render import config
from afterword.render.folder import NotOursError, write_folder
from afterword.render.whole import render


@click.command("render")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@journal_options
def command(folder: Path, config_file: Path | None, today: dt.date | None) -> None:
    """Write the site's sources to DIR, for Zensical or plain MkDocs.

    DIR gets every page as Markdown and HTML, feeds, assets and a `mkdocs.yml` without the plugin;
    what is marked private is in it as in the site. It must be empty, or one that this command made.

    \b
    Examples:
      afterword render ../my-site
      afterword render ../my-copy -f share.yml
    """
    session = open_session(config_file, today)
    own = session.config
    try:
        nodes = config.layers(own.path)
        if config.has(nodes, "theme", "custom_dir"):
            refuse(
                f"{own.path}: `custom_dir:` is not rendered; leave it out with a file of its own."
            )
        files = render(session.loaded, own.root, session.snapshot.today, own.settings, nodes)
        number = write_folder(folder, files, own.root, shared=own.settings.share)
    except NotOursError as error:
        refuse(str(error))
    except yaml.YAMLError as error:
        refuse(f"{own.path}: cannot be read ({error}).")
    except OSError as error:
        refuse(f"{error.filename or folder}: {error.strerror or error}.")
    click.echo(f"{number:,} files in {folder}.")
    if config.has(nodes, "hooks"):
        click.echo("`hooks:` are left out: they are for MkDocs alone.", err=True)
    mention_problems(session)
