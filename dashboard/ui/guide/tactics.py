"""What each tactic is and when it is the one to log; its unit and numbers come from the settings of the formula."""

from dashboard.words import N_

TOLD = {
    "meeting": N_(
        "A talk that was agreed on beforehand with the member, the minister or their staff. Dropping in unannounced is "
        "an office visit."
    ),
    "office_visit": N_(
        "People go to an office to speak with whoever is there, alone or as a delegation. One visit, however many came."
    ),
    "rally": N_("People gather to be seen: a protest, a picket, a march, a vigil. Count the people."),
    "installation": N_("Something is left standing to be seen: a banner, a display, empty chairs. Count what stands."),
    "petition_delivery": N_(
        "Signatures are handed over, at an office or in the House. Count the signatures that were delivered."
    ),
    "call": N_(
        "Calls to an office. Log every try, with how it went: a voicemail counts less than a talk, and nobody reached "
        "counts as effort alone. Calls to the public are not meant."
    ),
    "letter": N_("Letters, postcards and e-mails that people wrote themselves. Ready-made ones are an e-mail form."),
    "poster_office": N_("Posters on, at or right around an office, where those who work there see them."),
    "poster_riding": N_("Posters elsewhere in a riding: poles, boards, shop windows. They press the riding\u2019s MP."),
    "media_hit": N_("A story, an interview or an opinion piece that appeared. Count the stories."),
    "petition_online": N_(
        "Signatures of an online petition, as they came in. Handing them over is a petition delivery of its own."
    ),
    "online_action": N_("Many people post or reply on the same day. Count the people, not the posts."),
    "email_form": N_("Ready-made messages sent through a form. Count the messages."),
    "info_session": N_("People are told about the campaign. It presses nobody: write - as the target."),
    "organizing_meeting": N_("People plan together. It presses nobody: write - as the target."),
    "training": N_("People learn to call, poster or speak. It presses nobody: write - as the target."),
}
"""By tactic, the strongest first."""
