"""A file as a person writes it by hand: every answer has a key, none of them tidy."""

TEXT = '''\
# Kept by the on-call team. [not.a.header]

format   =   "hotwash/1"
"template" = 'incident' # the shipped one
x-team = "payments"        # nobody's key

[ document ] # who and what
  title="Pool sat" # short
  incident_id =    "INC-2041"   # [42]
  incident_date = 2026-11-20
  # two of them
  participants = [ "ana" , 'bo' ] # more?
  status = "Draft"
  reviewed = false

[summary]
overview = """
First "line" [[timeline.events]]
second \\
  line
"""   # the end
incident.severity = "High"
incident.duration = \'\'\'
40 min # [no.header]\'\'\'

["summary" . 'outcomes']
root_cause = "a \\"quoted\\" = thing # not a comment" # a comment


# ---- what happened

# row one
[[timeline.events]] # r1
time = 2026-11-20 14:02:10Z     # first
event = "p99"   # keep me
x-note = "mine 1"
actor = "Prometheus"

[[timeline.events]]
    time = "~14:05"
    event = """one
[[timeline.events]]
three""" # r2
  # inside row two

# between rows

[[ timeline . events ]]
event = "third" # r3
[timeline.events.links] # of row three
chat = "https://example.com/#1"

[[timeline.events]]
# r4 has nothing

[timeline.milestones]
incident_start = 2026-11-20T13:58:00+01:00

[impact.service]
affected = [
  { name = "api", impact = "down", owner = "x" }, # the api
  # and
  {name="web"} # no comma
]

[impact.user]
experience = [
  "slow", # one
  # two is this
  "gone"  # two
]
business = { revenue = "1 EUR", x-checked = true } # inline

[[actions.immediate]]
action = "Fix it"
due = 2026-12-01
[other.things]
numbers = [ [1, 2], [3] ]
when = 1979-05-27T07:32:00
float = 1.50
nan = nan

[control]
version = 1.50'''
"""Without an end of its last line, and with LF line ends."""
