"""Who may do what with adoptions: ``led`` is of a group that whoever looks organises."""

from tests.access.grids import grid
from tests.access.tables import MEMBERS, PROPOSE

# of whoever looks after it, and nobody else, whatever their role
OWN = grid("adoption", """
                                                    own led others random
 visitor, suspended                                | >   >   >      >
 volunteer, author, neighbour, coordinator, admin  | +   +   x      -
""")  # fmt: skip

ADOPT = {
    "adoptions.new": PROPOSE,
    "adoptions.create": PROPOSE,
    "adoptions.show": OWN,
    "adoptions.go_on": OWN,
    "adoptions.ask_end": OWN,
    "adoptions.end": OWN,
    "handovers.new": OWN,
    "handovers.create": OWN,
    "handovers.show": MEMBERS,  # who has the link
    "handovers.accept": MEMBERS,
    "handovers.decline": MEMBERS,
}
ADOPT_TAKES = {
    "adoptions.create": "id years",
    "adoptions.go_on": "",
    "adoptions.end": "",
    "handovers.create": "email",
    "handovers.accept": "id years",
    "handovers.decline": "",
}
