"""Who may do what at the addresses of ideas; matrix.py says what that means."""

from tests.access.desk_tables import DECIDE
from tests.access.grids import Grid, grid
from tests.access.tables import EVERYONE, LOOK_AGAIN, MEMBER_SEES, OWN_OF_PUBLIC, SEEN

OWN_IDEA = grid("idea", OWN_OF_PUBLIC)
ANSWER_IT = Grid("idea", DECIDE.cells)
LIKE_IT = Grid("idea", MEMBER_SEES.cells)

IDEAS = {
    "ideas.index": EVERYONE,
    "ideas.new": LOOK_AGAIN,
    "ideas.create": LOOK_AGAIN,
    "ideas.show": SEEN["idea"],
    "ideas.edit": OWN_IDEA,
    "ideas.update": OWN_IDEA,
    "ideas.ask_withdrawal": OWN_IDEA,
    "ideas.withdraw": OWN_IDEA,
    "ideas.join": LIKE_IT,
    "ideas.leave": LIKE_IT,
    "idea_steps.ask": ANSWER_IT,
    "idea_steps.take": ANSWER_IT,
}
IDEA = "id version title about place_id square shape"
IDEA_TAKES = {  # see test_fields.py
    "ideas.create": IDEA,
    "ideas.update": IDEA,
    "ideas.withdraw": "",
    "ideas.join": "",
    "ideas.leave": "",
    "idea_steps.take": "version reason",
}
IDEA_ON = {"ideas.join": "published", "ideas.leave": "gone", "idea_steps.take": "published"}
# nobody joins in with their own idea, and a visitor is out already
TRIED_ELSE = dict.fromkeys(("ideas.join", "ideas.leave"), "coordinator") | {"people.sign_out": "author"}
