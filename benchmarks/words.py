"""The words that generated journals are made of: all invented, every address under `.example`."""

from __future__ import annotations

COMPANY_FIRST = (
    "Brindlewick", "Calderoak", "Dunmorrow", "Elvastone", "Fenhollow", "Gristelby", "Hawkmere",
    "Ironquay", "Jasperlund", "Kestrelby", "Lorimund", "Marrowfield", "Nethercombe", "Ospringham",
    "Pellworth", "Quarrendon", "Rookhaven", "Silverthwaite", "Tamberlyn", "Ulvermoor",
    "Vintermoor", "Wrenthorpe", "Yarrowgate", "Zephyrine", "Ashcombury", "Birchavon", "Cobblesea",
    "Driftwold", "Emberquist", "Foxglovia", "Gullinborg", "Hazelstrand",
)  # fmt: skip
COMPANY_SECOND = (
    "Analytics", "Bicycles", "Ceramics", "Energy", "Freight", "Genomics", "Insurance", "Kitchens",
    "Logistics", "Mobility", "Optics", "Payments", "Robotics", "Software", "Telecom", "Weather",
)  # fmt: skip
FIRST_NAMES = (
    "Adelin", "Bastrine", "Corvall", "Deloma", "Eskil", "Fiorane", "Garrowe", "Hestia", "Ivarine",
    "Jorunn", "Kalindo", "Luvelle", "Merrick", "Nadezh", "Orlanth", "Perrine", "Quillan", "Rosmund",
    "Sabeth", "Torvin", "Ulrika", "Valdis", "Wendrel", "Xanthe", "Ysolde", "Zorander",
)  # fmt: skip
LAST_NAMES = (
    "Abberline", "Brackwater", "Cravenholt", "Dovetree", "Eastermark", "Fallowell", "Grimsditch",
    "Hollowby", "Inglethorn", "Juddery", "Kirkwhistle", "Lampwick", "Mossgrave", "Nightingall",
    "Oddfellow", "Pennyroyd", "Quickthorn", "Ravenscar", "Saltmarsh", "Tanglewood", "Underhay",
    "Vexley", "Wolfenden", "Yellowlees",
)  # fmt: skip
ROLES = (
    "Backend Engineer", "Senior Backend Engineer", "Platform Engineer", "Site Reliability Engineer",
    "Data Engineer", "Staff Engineer", "Engineering Manager", "Infrastructure Engineer",
    "Security Engineer", "Solutions Architect", "Developer Advocate", "Technical Lead, Billing",
)  # fmt: skip
TITLES = (
    "Engineering Manager", "Staff Engineer", "Head of Product", "Principal Engineer",
    "Director of Operations", "Senior Software Engineer", "Team Lead, Data",
)  # fmt: skip
RECRUITER_TITLES = ("Recruiter", "Senior Recruiter", "Talent Partner", "Hiring Coordinator")
ROUNDS = ("Phone screen", "Technical", "System design", "Onsite", "Final")
FORMATS = ("video", "phone", "on site", "take-home, then video")
SOURCES = ("newsletter", "referral by a former colleague", "company site", "meetup", "recruiter")
TAGS = ("backend", "remote", "hybrid", "python", "go", "distributed", "startup", "public", "health")
READERS = ("Sam", "Robin", "my sister", "nobody")
NOTES = (
    "Joined from the support team and still answers the hardest tickets",
    "Cares about documentation and asked who would read mine",
    "Came in late, stayed longest, and wanted every number twice",
    "Worked on the same message broker as I did, some years earlier",
    "Asked short questions and left long pauses for the answers",
    '"Would be my manager: calm, precise, and open about the budget"',
)
TASKS = (
    "Send the code sample that they asked for",
    "Read the paper on consensus that came up",
    "Write down the estimate that I gave on the whiteboard",
    "Ask about the on-call rotation and how it is paid",
    "Look up the commute and the parental leave",
    "Send two references with their preferred times",
)
TOPICS = (
    "the migration off the old queue", "their incident reviews", "the budget for training",
    "how releases are cut", "the shape of the data model", "the hand-over between shifts",
    "testing against production traffic", "the ledger and its rounding", "rate limits",
    "what the first ninety days look like", "the API's versions", "caching at the edge",
    "their hiring plans", "a design for idempotent retries", "observability", "code review",
)  # fmt: skip
ADJECTIVES = ("careful", "surprising", "honest", "thin", "thorough", "friendly", "slow", "clear")
SENTENCES = (
    "{person} opened with {topic}, and half of the hour went there.",
    "I explained {topic} with the example from the warehouse, which took *too long* but landed.",
    "The most {adjective} answer of the day was about {topic}.",
    "We drew {topic} on a shared board and crossed out **most of it** again.",
    "Next time I would begin with {topic} and leave {topic2} for the questions.",
    "{company} spends about {number} hours a month on {topic}, by their own count.",
    "When I asked about {topic}, {person} said that nobody owns it yet.",
    "My numbers for {topic} were off by a factor of {number}; I said so and corrected them.",
    "They use `retry_after={number}` nearly everywhere and would like to know why.",
    "{person} wanted to hear about a failure, so I told the story of {topic}.",
    "There is a {adjective} tension between {topic} and {topic2}.",
    "I should have asked how {topic} is measured before offering an opinion.",
    "The tone was {adjective}, with {number} minutes at the end for my own questions.",
    "Somebody had read my notes on {topic}, which made for a {adjective} conversation.",
    "For the follow-up I want one paragraph about {topic} and nothing about {topic2}.",
    "They are {number} people in {number2} teams, and {person} knows them all.",
)
POINTS = (
    "ask {person} about {topic}",
    "{adjective} remarks on {topic}, worth repeating",
    "read up on **{topic}** before the next round",
    "{number} open questions about {topic2}",
    "no answer yet on {topic}",
)
HEADINGS = (
    "What went well", "What they asked", "What I would say differently", "The team", "Numbers",
    "Questions for next time", "Impressions", "Preparation", "The exercise",
)  # fmt: skip
