"""Coming along: with how many, and who has no account also a name and an address."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import Optional, ValidationError

from app.core.addresses import mailbox
from app.core.errors import InvalidError
from app.forms.fields import FormId, NumberField, at_most, line
from app.i18n import _, _l
from app.services.sign_ups import MAX_NAME, MAX_PHONE, MAX_TOGETHER, SignUpFacts


class SignUpForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """``known`` is whether someone with an account fills it in."""

    id = FormId()
    name = StringField(_l("Je naam"), filters=[line], validators=[at_most(MAX_NAME)])
    email = StringField(_l("E-mailadres"), filters=[line])
    people = NumberField(_l("Volwassenen, jij erbij"), low=1, high=MAX_TOGETHER, whole=True, default="1")
    children = NumberField(_l("Kinderen met een ouder"), low=0, high=MAX_TOGETHER, whole=True, default="0")
    organisation = StringField(
        _l("Zorgorganisatie"), filters=[line], validators=[Optional(), at_most(MAX_NAME)]
    )
    certified = BooleanField(_l("Ik heb een certificaat voor de motorzaag of de bosmaaier."))
    phone = StringField(
        _l("Telefoonnummer voor deze dag"), filters=[line], validators=[Optional(), at_most(MAX_PHONE)]
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        """Take away what we know already."""
        super().__init__(*args, **kwargs)
        if known:
            del self.name, self.email

    def validate_name(self, field: Any) -> None:
        """Ask for a name."""
        if not field.data:
            raise ValidationError(_("Vul je naam in."))

    def validate_email(self, field: Any) -> None:
        """Say how an address is written."""
        if not field.data:
            raise ValidationError(_("Vul je e-mailadres in."))
        try:
            mailbox(field.data)
        except InvalidError as error:
            raise ValidationError(_(error.sentence)) from error

    def command(self) -> SignUpFacts:
        """Return what was told; only after validate() said yes."""
        return SignUpFacts(
            people=int(self.people.number or 1),
            children=int(self.children.number or 0),
            organisation=self.organisation.data or "",
            certified=bool(self.certified.data),
            phone=self.phone.data or "",
            name=self.name.data if self.name is not None else "",
            email=self.email.data if self.email is not None else "",
        )
