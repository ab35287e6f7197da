"""One blueprint per area that people know."""

from flask import Flask

from app.routes import (
    _access_log,
    _packing,
    admin,
    admin_answers,
    admin_blocked,
    admin_jobs,
    admin_notices,
    admin_people,
    areas,
    assets,
    changes,
    checklists,
    desk,
    dev,
    dues,
    elements,
    exports,
    ground,
    guide,
    health,
    home,
    info,
    known,
    language,
    mail_settings,
    maintenance,
    moderation,
    nearby,
    openapi,
    outbox,
    people,
    photo_reports,
    photos,
    place,
    presence,
    problem_steps,
    problems,
    shells,
    sightings,
    species,
    species_changes,
    standing,
    submissions,
    sync,
)
from app.routes import map as map_page
from app.routes._session import Sessions


def register(app: Flask) -> None:
    """Bind every blueprint; one line each."""
    app.session_interface = Sessions()
    _access_log.register(app)
    for module in (
        admin,
        admin_answers,
        admin_blocked,
        admin_jobs,
        admin_notices,
        admin_people,
        areas,
        assets,
        changes,
        checklists,
        desk,
        dues,
        elements,
        exports,
        ground,
        guide,
        health,
        home,
        info,
        known,
        language,
        mail_settings,
        maintenance,
        map_page,
        moderation,
        nearby,
        openapi,
        outbox,
        people,
        photo_reports,
        photos,
        place,
        presence,
        problem_steps,
        problems,
        shells,
        sightings,
        species,
        species_changes,
        standing,
        submissions,
        sync,
    ):
        app.register_blueprint(module.bp)
    if app.config["SETTINGS"].development:
        app.register_blueprint(dev.bp)
    assets.register(app)
    _packing.register(app)
