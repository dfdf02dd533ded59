# ruff: noqa: E501 - many sentences a line, as they are written
"""Sentences as volunteers write them, in English and French: with made-up personal data, and with what only looks so.

Everyone in them is made up by a seeded maker. ``secret`` is what must not be left in the text.
"""

import random
from dataclasses import dataclass

_FIRST = ("Amina", "Jean", "Priya", "Luis", "Noor", "Chloé", "Wei", "Fatou", "Igor", "Maya", "Théo", "Grace")
_LAST = (
    "Diallo",
    "Tremblay",
    "Sharma",
    "Ortega",
    "Haddad",
    "Gagnon",
    "Zhang",
    "Sow",
    "Petrov",
    "Cohen",
    "Roy",
    "Okafor",
)
_STREETS = ("Maple Street", "King St. W", "Lakeshore Road", "rue Sherbrooke Est", "boulevard Laurier", "Elm Cres",
            "avenue du Parc", "8th Avenue", "Côte-des-Neiges Road", "rue Saint-Denis", "Danforth Ave", "Bank St")  # fmt: skip
_AREAS = ("416", "514", "604", "403", "613", "902", "438", "647", "204", "418", "506", "709")
_MONTHS = ("January", "March", "April", "June", "August", "November", "Dec.", "Sept")
_MOIS = ("janvier", "février", "mars", "juillet", "août", "octobre", "décembre", "mai")
OFFICE = {"phone": "416-781-5583", "email": "marco.m@campaign-office.example", "postal_code": "M6A 1A3",
          "address": "511 Lawrence Avenue West"}  # fmt: skip
"""An office that the directory knows."""


@dataclass(frozen=True)
class Text:
    """A sentence; ``secret`` is the personal data in it, "" where there is none."""

    kind: str
    text: str
    secret: str = ""


def personal_texts(seed: str = "people") -> list[Text]:
    """Sentences that each hold one piece of somebody's personal data."""
    rng = random.Random(seed)
    return [
        Text(kind, template.format(secret), secret)
        for kind, (make, templates) in _PERSONAL.items()
        for template in templates
        for secret in [make(rng)]
    ]


def look_alikes(seed: str = "numbers") -> list[Text]:
    """Sentences without personal data, full of numbers, dates, codes and published contacts."""
    rng = random.Random(seed)
    return [
        Text(kind, template.format(make(rng)) if make else template)
        for kind, (make, templates) in _ALIKE.items()
        for template in templates
    ]


def _n(rng, count):
    return "".join(rng.choice("0123456789") for _ in range(count))


def _email(rng):
    first, last = rng.choice(_FIRST).lower().replace("é", "e"), rng.choice(_LAST).lower()
    host = rng.choice(("gmail.com", "example.org", "hotmail.ca", "videotron.ca", "uqam.ca", "mail.utoronto.ca"))
    way = rng.choice(
        ("{f}.{l}@{h}", "{f}{n}@{h}", "{f}_{l}@{h}", "{F}+pgwp@{h}", "{l}-{f}@{h}", "{f} [at] {g}", "{f}.{l} at {d}")
    )
    return way.format(f=first, l=last, h=host, n=_n(rng, 2), F=first.title(), g="gmail.com", d="gmail dot com")


def _phone(rng):
    area, exchange, line = rng.choice(_AREAS), f"{rng.randint(2, 9)}{_n(rng, 2)}", _n(rng, 4)
    way = rng.choice((
        "{}-{}-{}", "({}) {}-{}", "{} {} {}", "{}.{}.{}", "{}{}{}", "+1 {} {} {}", "1-{}-{}-{}", "+1{}{}{}", "{} {}-{}",
        "({}){}{}", "{}/{}-{}", "{}\u2011{}\u2011{}", "+1 ({}) {}-{}", "{}\u00a0{}-{}", "{} - {} - {}",
    ))  # fmt: skip
    return way.format(area, exchange, line)


def _seven(rng):
    return rng.choice(("{}-{}", "{} {}", "{}{}", "{}.{}")).format(f"{rng.randint(2, 9)}{_n(rng, 2)}", _n(rng, 4))


def _sin(rng):
    first = str(rng.randint(1, 9)) + _n(rng, 7)
    total = sum(int(mark) if place % 2 == 0 else sum(divmod(int(mark) * 2, 10)) for place, mark in enumerate(first))
    whole = first + str(-total % 10)
    return rng.choice(("{} {} {}", "{}-{}-{}", "{}{}{}")).format(whole[:3], whole[3:6], whole[6:])


def _client(rng):
    return rng.choice(
        (
            f"{rng.randint(2101, 9999)}-{_n(rng, 3)}{rng.randint(1, 9)}",
            f"1{rng.randint(1, 3)}-{_n(rng, 4)}-{_n(rng, 4)}",
        )
    )


def _client_bare(rng):
    return f"{rng.randint(1, 9)}{_n(rng, rng.choice((7, 9)))}"


def _permit(rng):
    return rng.choice("UWEFSVC") + _n(rng, rng.choice((9, 9, 9, 10)))


def _passport(rng):
    return rng.choice(("{}{}", "{} {}")).format(rng.choice(("AB", "GF", "HK", "JX", "QA")), _n(rng, 6))


def _ontario(rng):
    return rng.choice(("{}-{}-{}-{}", "{} {} {} {}", "{}-{}-{} {}", "{}{}{}{}")).format(
        f"{rng.randint(1, 9)}{_n(rng, 3)}", _n(rng, 3), _n(rng, 3), rng.choice(("AB", "VK", "TR"))
    )


def _ramq(rng):
    return rng.choice(("{} {} {}", "{}-{}-{}", "{}{}{}")).format(
        rng.choice(("TREM", "DIAA", "GAGC")), _n(rng, 4), _n(rng, 4)
    )


def _birth(rng):
    year, month, day = rng.randint(1950, 2004), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice((
        f"{year}-{month:02}-{day:02}", f"{day:02}/{month:02}/{year}", f"{rng.choice(_MONTHS)} {day}, {year}",
        f"{day} {rng.choice(_MONTHS)} {year}", f"{day:02}-{month:02}-{year}", f"{year}/{month:02}/{day:02}",
    ))  # fmt: skip


def _naissance(rng):
    year, month, day = rng.randint(1950, 2004), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice(
        (f"{day} {rng.choice(_MOIS)} {year}", f"{year}-{month:02}-{day:02}", f"{day:02}/{month:02}/{year}")
    )


def _postal(rng):
    letters = "ABCEGHJKLMNPRSTVWXYZ"
    code = f"{rng.choice('HJLMNTV')}{_n(rng, 1)}{rng.choice(letters)}", f"{_n(rng, 1)}{rng.choice(letters)}{_n(rng, 1)}"
    return rng.choice(("{} {}", "{}{}", "{}-{}")).format(*code).replace("M6A 1A3", "M6B 1A3")


def _home(rng):
    return f"{rng.randint(2, 9899)} {rng.choice(_STREETS)}"


_PERSONAL = {
    "e-mail": (_email, (
        "Volunteer said to write to {}", "{} wants a lawn sign", "Reached student ({}), will come Friday", "courriel : {}",
        "Écrire à {} pour la suite", "Follow up: {}.", "email={}; interested", "Contact of the organizer is {}, call after 5 pm",
        "Elle a laissé son adresse {}", "cc {} on the letter", "Joindre {} avant jeudi", "<{}> left a message", "Signed up: {}, 3 flyers taken",
        "From: {}", "ask {} about the petition", "Il faut envoyer le lien à {}!", "{}", "2 calls made; {} to confirm",
        "Personne-ressource: {}", "volontaire ({}) disponible",
    )),
    "phone": (_phone, (
        "Call back at {}", "Her number is {}", "{}", "Spoke to a constituent, {}, very supportive", "cell: {}", "Tél. : {}",
        "Rappeler au {} après 18 h", "texted {} twice", "Left my number ({}) with staff", "ph {} wants to help",
        "Son cellulaire est le {}", "Numéro : {}", "Volunteer {} will poster on Sunday", "whatsapp {}", "mobile {}.",
        "Please phone {} re: visit", "on m'a donné le {}", "{} - voicemail", "Jean ({}) confirmed for 20 flyers",
        "Contact de la bénévole : {}", "call {} or come by", "Text me {}", "joindre Amina au {}", "her roommate's phone, {}",
    )),
    "phone without area": (_seven, (
        "Tel {}", "tél. {}", "phone: {}", "Her cell is {}", "call me at {}", "texto au {}", "my number is {}", "Cellulaire : {}",
        "call back {}", "home {}", "rappelez-moi au {}", "mobile: {}", "Tel.: {} (evenings)", "SMS {}",
    )),
    "social insurance": (_sin, (
        "SIN {}", "NAS : {}", "her SIN is {}", "gave number {} by mistake", "{}", "numéro d'assurance sociale {}",
        "social insurance number: {}", "Was asked for {} on the phone", "Il a dicté {} au téléphone", "ID {} shown",
        "wrote {} on the card", "(SIN: {})", "NAS {} à effacer", "he read out {}",
    )),
    "client number": (_client, (
        "UCI {}", "UCI: {}", "client ID {}", "IUC {}", "{}", "Her file is {}", "her UCI is {}, still waiting", "Numéro {} sur la lettre",
        "IRCC {} pending since May", "identificateur de client : {}", "case {} is stuck", "waiting on {} since spring", "dossier {} en attente",
        "status of {} unknown",
    )),
    "client number, bare": (_client_bare, (
        "UCI {}", "UCI: {}", "IUC : {}", "client ID {}", "Client identification number {}", "UCI no. {}", "my UCI is {}",
        "identificateur unique de client {}",
    )),
    "permit": (_permit, (
        "Work permit {}", "application {}", "Application number: {}", "{}", "permis d'études {}", "permis de travail no {}",
        "her PGWP {} expires soon", "file number {} refused", "demande {} refusée", "See {} for details", "({}) renewed twice",
        "Study permit no. {}", "ref {} at IRCC", "numéro de demande : {}", "expired permit {}", "visa {}",
    )),
    "passport": (_passport, (
        "passport {}", "Passport no. {}", "passeport : {}", "her passport number is {}", "numéro de passeport {}",
        "showed passport ({})", "passeport no {} expiré", "{} is her passport number", "Passport: {}.", "lost passport {} in March",
    )),
    "health card": (_ontario, (
        "health card {}", "OHIP {}", "{}", "Her card: {}", "showed {}", "OHIP number is {}", "carte santé {}", "card no. {} found in office",
    )),
    "health card, Quebec": (_ramq, (
        "RAMQ {}", "{}", "carte soleil {}", "assurance maladie : {}", "carte d'assurance maladie {}", "no {} sur la carte",
        "health card {}", "a montré {}",
    )),
    "birth date": (_birth, (
        "born {}", "DOB {}", "DOB: {}", "date of birth {}", "Born on {}", "D.O.B. {}", "birthdate: {}", "she was born {}",
        "birth date = {}", "He was born on {} in Lagos", "(born {})", "Birthday {}",
    )),
    "birth date in French": (_naissance, (
        "née le {}", "né le {}", "né(e) le {}", "date de naissance : {}", "Naissance {}", "elle est née le {} à Dakar",
        "DDN {}", "Date de naissance {}", "(né le {})", "née : {}",
    )),
    "postal code": (_postal, (
        "lives near {}", "Postal code {}", "code postal {}", "from {}", "{}", "Volunteer in {} wants flyers", "habite {}",
        "constituent ({})", "her postal code is {}.", "mailing to {}", "résidente de {}", "Toronto {}", "she gave {} at the door",
        "électeur du {}",
    )),
    "home": (_home, (
        "lives at {}", "She lives at {}.", "Home address: {}", "habite au {}", "Elle habite {}", "resides at {}", "my address is {}",
        "domicile : {}", "demeure au {}", "He is living at {}", "réside au {}", "son adresse : {}", "staying at {}", "lives on {}",
        "adresse personnelle : {}", "home is {}",
    )),
}  # fmt: skip


def _count(rng):
    return rng.choice(
        (
            str(rng.randint(2, 900)),
            f"{rng.randint(1, 999)},{_n(rng, 3)}",
            f"{rng.randint(1, 999)} {_n(rng, 3)}",
            f"{rng.randint(1, 99)}000",
        )
    )


def _day(rng):
    year, month, day = rng.randint(2018, 2025), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice((
        f"{year}-{month:02}-{day:02}", f"{day:02}/{month:02}/{year}", f"{rng.choice(_MONTHS)} {day}, {year}", f"{year}{month:02}{day:02}",
        f"{day} {rng.choice(_MOIS)} {year}", f"{month}/{day}/{year % 100:02}",
    ))  # fmt: skip


def _time(rng):
    hour = rng.randint(8, 20)
    return rng.choice(
        (
            f"{hour}:30",
            f"{hour}h15",
            f"{hour - 7} pm",
            f"{hour:02}:05:33",
            f"{hour:02}00-{hour + 1:02}30",
            f"{hour} h 45",
        )
    )


def _code(rng):
    return f"{rng.choice((10, 24, 35, 46, 48, 59))}{rng.randint(1, 99):03}"


def _order(rng):
    return rng.choice(
        (
            _n(rng, 6),
            f"{_n(rng, 4)}-{_n(rng, 2)}",
            f"A{_n(rng, 5)}",
            f"2{_n(rng, 9)}",
            f"{_n(rng, 3)}-{_n(rng, 7)}-{_n(rng, 7)}",
            f"2{_n(rng, 8)}",
        )
    )


def _money(rng):
    return rng.choice(
        (
            f"${_n(rng, 3)}.{_n(rng, 2)}",
            f"{rng.randint(1, 99)} 500 $",
            f"${rng.randint(1, 9)},{_n(rng, 3)},{_n(rng, 3)}",
            f"${rng.randint(100, 999)},000,000",
            f"{rng.randint(2, 9)}{_n(rng, 2)} millions",
        )
    )


_ALIKE = {
    "quantity": (_count, (
        "{} posters put up", "Left {} flyers", "about {} people came", "{} appels faits", "environ {} personnes", "{} signatures so far",
        "{} affiches posées sur 3 rues", "Handed out {} cards", "reached {} of 4,000 voters", "quantité : {}", "printed {} copies, used 1200",
        "goal {} calls by Friday", "{}", "between 200 and {} at the rally", "{} doors, 12 answered", "distribué {} tracts", "called 250-1000 homes",
        "500-1500 people", "1000-1500 personnes", "3500-4000 flyers in all", "called 350 1000 times in total", "2 x 5000 + 300 + {}",
    )),
    "day": (_day, (
        "Visited on {}", "Rally planned for {}", "since {}", "le {} nous avons appelé", "Deadline {}", "reporté au {}", "{}", "Meeting {} at noon",
        "permits expire after {}", "poster seen still up {}", "campaign launched {}", "depuis le {}", "2019-2020 season", "from 2021-2022 budget",
        "Committee met {} and adjourned", "photo taken {}", "next call {}", "week of {}", "Her term began {}", "élue le {}",
    )),
    "time": (_time, (
        "Called at {}", "Open {} daily", "rendez-vous à {}", "left at {}", "{}", "from 0900-1700", "ouvert 0830-1630", "voicemail at {}", "shift {}",
        "back at {} tomorrow", "hold for 45 min until {}", "9:00-17:00, closed 12:30-13:30",
    )),
    "office phone": (None, tuple(
        template.format(number) for template, number in zip((
            "Called {}", "rang the office ({})", "tél. du bureau : {}", "{}", "office line {} busy", "Appelé au {}", "left voicemail on {}",
            "constituency office {}", "dialled {} twice", "le {} ne répond pas",
        ), ("416-781-5583", "(416) 781-5583", "416.781.5583", "4167815583", "+1 416 781 5583", "1-416-781-5583", "416 781 5583",
            "1 416 781-5583", "416-781-5583 ext. 2", "+14167815583"), strict=True)
    )),
    "toll-free": (None, ("IRCC line 1-888-242-2100 busy", "called 1 800 622-6232", "1-866-599-4999 says to wait", "ligne 1 877 123 4567")),
    "office e-mail": (None, (
        "wrote to marco.mendicino@parl.gc.ca", "cc: minister@cic.gc.ca", "Sent to marco.m@campaign-office.example", "pm@pm.gc.ca answered",
        "écrit à Marco.Mendicino.C1@parl.gc.ca", "form letter to IRCC.Minister-Ministre.IRCC@cic.gc.ca", "met @ 5 pm at the mall", "follow @pgwp on social",
        "tweeted @MarcoMendicino and @CitImmCanada", "2 @ $15 each", "look at the site. Then call", "We met at noon. Come early",
    )),
    "office place": (None, (
        "Postered M6A 1A3", "office at 511 Lawrence Avenue West", "bureau M6A1A3", "delivered to K1A 0A6", "Hill mail K1A0A6",
        "address is 511 Lawrence Avenue West, M6A 1A3", "went to 511 Lawrence Ave W", "corner of Bathurst and Lawrence, near 511", "K1A 0A2",
        "Parliament, Wellington Street, Ottawa K1A 0A9",
    )),
    "bills and petitions": (None, (
        "Bill C-12 debate", "projet de loi C-12", "petition e-1234", "pétition e-3017", "e-2867 has 5,000 names", "S-233 in the Senate",
        "Motion M-44", "C-47 passed third reading", "see pétition 432-00123", "petition 421-03012 tabled", "Order paper question Q-1234",
        "SOR/2002-227", "section 186(w) of IRPR", "IMM 5710 form", "form IMM1295", "budget 2021", "H1N1 and COVID-19",
    )),
    "order number": (_order, (
        "order {}", "Order #{}", "order no. {}", "commande {}", "invoice {}", "facture no {}", "tracking {}", "ticket #{}", "numéro de commande : {}",
        "print job {}", "billet {}", "purchase order {}",
    )),
    "riding code": (_code, (
        "riding {}", "circonscription {}", "{}", "FED {}", "code {} (2013)", "2013:{}", "{} and 35024 done", "all of {} postered", "ED {} / poll 112",
        "bureau de vote 045, {}",
    )),
    "money": (_money, (
        "spent {}", "{} for printing", "dépensé {}", "budget {}", "raised {} so far", "{}", "cost {} in total", "programme de {}",
    )),
    "words": (None, (
        "The campaign was born in 2019", "a movement born in Toronto", "a sin to ignore them", "stay at home order", "staff live in the building",
        "live at 5 pm on the radio", "habite dans le quartier", "she lives in Scarborough", "her home riding", "at home, no answer", "chez nous à 18 h",
        "permit holders came", "12 work permit holders came", "passport office next door", "le passeport du ministre", "client of the MP's office",
        "born and raised", "room 1204, floor 12", "ROOM 1204 1206", "unit 4, 2nd floor", "call me maybe", "call 20 people back", "phone bank, 3 hours, 150 calls",
        "text 400 people", "home visits: 25", "ref. 2020-11", "version 1.2.3", "1234", "5 000", "GPS 43.7181, -79.4313", "43.653226 -79.383184",
        "coords 45.5017/-73.5673", "https://example.org/2020/11/24/rally-4567", "poll 12-3456", "10-12-15 posters", "1-2-3 go", "score 12-10",
        "Highway 401 exit 359", "bus 511 to 29 stop 10234", "autobus 161, arrêt 52345", "ISBN 9780141036144", "20 x 30 cm", "ratio 3/4", "24/7",
    )),
}  # fmt: skip
