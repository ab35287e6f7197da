"""Rules of the desk beside those of tables.py, in the same words."""

from tests.access.grids import grid

GROUPS_OF = grid("person", """
                                  own author unknown random
 visitor, suspended              | >   >      >       >
 volunteer, author               | x   x      x       x
 neighbour, coordinator          | x   x      x       x
 admin                           | +   x      x       -
""")  # fmt: skip
