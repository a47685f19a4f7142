#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "config/config.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::config;
using Catch::Matchers::Contains;
using Variables = std::map<std::string, std::string, std::less<>>;

namespace {

constexpr const char* documented = R"toml([tracker]
kind = "gitlab"                       # or "local"
host = "https://gitlab.com"
project = "gitlab-com/gitlab-OKRs"

[fiscal]
first_month = 2

[calendar]
counting = "literal"                  # or "published"
timezone = "UTC"
closed_days = [2027-04-02]
[calendar.FY29-Q1]
objectives = 2028-01-03
ceo_shares = 2028-01-06

[limits]
objectives = 5
key_results = 3

[labels]
division = "division::Security"
division_aliases = ["Division: Security"]
okr = "OKR"
priority = ["sec-okr::p0", "sec-okr::p1", "sec-okr::p2"]

[strategy]
ciso = "https://example.com/strategy"
top5_risks = ["Phishing of team members", "Supply chain"]

[finalize]
delegate = "chief-of-staff"

[[area]]
name = "SecAssurance"
leader = "assurance-director"
strategy = "https://example.com/assurance"

[[team]]
name = "Training"
area = "SecAssurance"
manager = "training-manager"

[[team]]
name = "PeopleOps"
external = true
manager = "peopleops-manager"

[[person]]
username = "training-manager"
name = "Terry"
level = "manager"
area = "SecAssurance"
reports_to = "assurance-director"
)toml";

class Fixture {
 public:
  Sources sources{};
  void workspace(std::string_view text) {
    test::write(m_folder / "secokr.toml", text);
    sources.workspace_file = m_folder / "secokr.toml";
  }
  void user(std::string_view text) {
    test::write(m_folder / "user/config.toml", text);
    sources.user_file = m_folder / "user/config.toml";
  }
  void environment(Variables variables) { sources.environment = base::Environment{std::move(variables)}; }
  std::string user_path() const { return (m_folder / "user/config.toml").string(); }
  const test::TemporaryFolder& folder() const { return m_folder; }

 private:
  test::TemporaryFolder m_folder;
};

Config loaded(const Sources& sources) {
  auto config = load(sources);
  if (!config)
    for (const ErrorNote& note : config.error().notes)
      UNSCOPED_INFO(note.path << ":" << note.line.value_or(0) << ": " << note.expected);
  REQUIRE(config);
  return *std::move(config);
}

Error refused(const Sources& sources) {
  auto config = load(sources);
  REQUIRE_FALSE(config);
  return config.error();
}

}  // namespace

TEST_CASE("nothing at all gives the defaults", "[config]") {
  const Config config = loaded({});
  CHECK(config.tracker.kind == TrackerKind::local);
  CHECK(config.tracker.host == "https://gitlab.com");
  CHECK(config.tracker.project.empty());
  CHECK(config.calendar.fiscal.first_month == 2);
  CHECK(config.calendar.counting == Counting::literal);
  CHECK(config.timezone == "UTC");
  CHECK(config.limits.objectives == 5);
  CHECK(config.limits.key_results == 3);
  CHECK(config.labels.division == "division::Security");
  CHECK(config.org.areas.empty());
  CHECK(config.source_of("calendar.counting").origin == Origin::by_default);
}

TEST_CASE("the documented file is read whole", "[config]") {
  Fixture fixture;
  fixture.workspace(documented);
  const Config config = loaded(fixture.sources);
  CHECK(config.tracker.kind == TrackerKind::gitlab);
  CHECK(config.tracker.project == "gitlab-com/gitlab-OKRs");
  const Day good_friday = *parse_day("2027-04-02");
  CHECK(config.calendar.closed_days == std::set<Day>{good_friday});
  const CalendarOverrides overrides{{"objectives", *parse_day("2028-01-03")}, {"ceo_shares", *parse_day("2028-01-06")}};
  REQUIRE(config.calendar.overrides.size() == 1);
  CHECK(config.calendar.overrides.at(Quarter{2029, 1}) == overrides);
  CHECK(config.labels.division_aliases == std::vector<std::string>{"Division: Security"});
  CHECK(config.ciso_strategy == "https://example.com/strategy");
  CHECK(config.top5_risks == std::vector<std::string>{"Phishing of team members", "Supply chain"});
  CHECK(config.delegate == "chief-of-staff");
  REQUIRE(config.org.areas.size() == 1);
  CHECK(config.org.areas[0].leader == "assurance-director");
  REQUIRE(config.org.teams.size() == 2);
  CHECK(config.org.teams[1].external);
  REQUIRE(config.org.people.size() == 1);
  CHECK(config.org.people[0].level == Level::manager);
  CHECK(config.org.people[0].reports_to == "assurance-director");
  CHECK(config.source_of("calendar.counting").place() == "secokr.toml:10");
  CHECK(config.source_of("calendar.FY29-Q1.ceo_shares").place() == "secokr.toml:15");
}

TEST_CASE("CRLF and a byte order mark do not matter", "[config]") {
  Fixture fixture;
  std::string text = "\xEF\xBB\xBF";
  for (const char c : std::string_view{documented}) text += c == '\n' ? "\r\n" : std::string(1, c);
  fixture.workspace(text);
  CHECK(loaded(fixture.sources).source_of("calendar.counting").place() == "secokr.toml:10");
}

TEST_CASE("the stronger source wins, for every shape of key", "[config]") {
  struct Case {
    std::string key, toml_user, toml_workspace, environment, flag;
    std::vector<std::string> values;  // as shown: default, user, workspace, environment, flag
  };
  const auto given = GENERATE(values<Case>({
      {"calendar.timezone",
       "calendar.timezone = \"Europe/Berlin\"",
       "calendar.timezone = \"Asia/Tokyo\"",
       "America/New_York",
       "Europe/Paris",
       {"UTC", "Europe/Berlin", "Asia/Tokyo", "America/New_York", "Europe/Paris"}},
      {"limits.objectives", "limits.objectives = 6", "limits.objectives = 7", "8", "9", {"5", "6", "7", "8", "9"}},
      {"strategy.top5_risks",
       "strategy.top5_risks = [\"a\"]",
       "strategy.top5_risks = [\"b\", \"c\"]",
       "d, e",
       "f",
       {"", "a", "b,c", "d,e", "f"}},
      {"calendar.closed_days",
       "calendar.closed_days = [2027-01-01]",
       "calendar.closed_days = [\"2027-01-02\"]",
       "2027-01-03,2027-01-04",
       "2027-01-05",
       {"", "2027-01-01", "2027-01-02", "2027-01-03,2027-01-04", "2027-01-05"}},
      {"calendar.counting",
       "calendar.counting = \"published\"",
       "calendar.counting = \"literal\"",
       "published",
       "literal",
       {"literal", "published", "literal", "published", "literal"}},
      {"tracker.kind",
       "tracker.kind = \"gitlab\"",
       "tracker.kind = \"local\"",
       "gitlab",
       "local",
       {"local", "gitlab", "local", "gitlab", "local"}},
  }));
  CAPTURE(given.key);
  Fixture fixture;
  const std::string variable = environment_name(given.key);
  const std::string user_place = fixture.user_path() + ":1";
  const std::vector<std::pair<Origin, std::string>> expected{
      {Origin::by_default, ""},
      {Origin::user_file, user_place},
      {Origin::workspace_file, "secokr.toml:1"},
      {Origin::environment, variable},
      {Origin::flag, given.key == "tracker.kind" ? "--tracker" : given.key}};
  for (std::size_t strength = 0; strength < expected.size(); ++strength) {
    CAPTURE(strength);
    if (strength == 1) fixture.user(given.toml_user);
    if (strength == 2) fixture.workspace(given.toml_workspace);
    if (strength == 3) fixture.environment({{variable, given.environment}});
    if (strength == 4) fixture.sources.flags[given.key] = given.flag;
    const auto rows = settings(loaded(fixture.sources));
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const SettingRow& one) { return one.key == given.key; });
    REQUIRE(row != rows.end());
    CHECK(row->value == given.values[strength]);
    CHECK(row->origin == expected[strength].first);
    CHECK(row->place == expected[strength].second);
  }
}

TEST_CASE("a date of one quarter can come from the environment", "[config]") {
  Fixture fixture;
  fixture.workspace("[calendar.FY29-Q1]\nobjectives = 2028-01-03\nfinal = 2028-01-17\n");
  fixture.environment({{"SECOKR_CALENDAR_FY29_Q1_OBJECTIVES", "2028-01-05"}});
  const Config config = loaded(fixture.sources);
  CHECK(config.calendar.overrides.at(Quarter{2029, 1}).at("objectives") == *parse_day("2028-01-05"));
  CHECK(config.calendar.overrides.at(Quarter{2029, 1}).at("final") == *parse_day("2028-01-17"));
  CHECK(config.source_of("calendar.FY29-Q1.objectives").place() == "SECOKR_CALENDAR_FY29_Q1_OBJECTIVES");
}

TEST_CASE("an empty variable is as good as none", "[config]") {
  Fixture fixture;
  fixture.environment({{"SECOKR_CALENDAR_TIMEZONE", ""}, {"SECOKR_CALENDAR_FY29_Q1_FINAL", ""}});
  CHECK(loaded(fixture.sources).timezone == "UTC");
}

TEST_CASE("who I am comes from anywhere but the workspace", "[config]") {
  Fixture fixture;
  fixture.user("user = \"@sam\"\ncredential_helper = [\"pass\", \"show\", \"gitlab\"]\nca_file = \"/etc/ca.pem\"\n");
  CHECK(loaded(fixture.sources).user == "sam");
  CHECK(loaded(fixture.sources).credential_helper == std::vector<std::string>{"pass", "show", "gitlab"});
  fixture.environment({{"SECOKR_USER", "kim"}});
  CHECK(loaded(fixture.sources).user == "kim");
  fixture.sources.flags["user"] = "alex";
  const Config config = loaded(fixture.sources);
  CHECK(config.user == "alex");
  CHECK(config.source_of("user").place() == "--user");

  for (const std::string line : {"user = \"sam\"", "credential_helper = [\"x\"]", "ca_file = \"/x\"",
                                 "proxy = \"http://x\"", "token_file = \"/x\""}) {
    CAPTURE(line);
    fixture.workspace("\n" + line + "\n");
    const Error error = refused(fixture.sources);
    CHECK(error.kind == ErrorKind::configuration);
    REQUIRE(error.notes.size() == 1);
    CHECK(error.notes[0].line == 2);
    CHECK_THAT(error.notes[0].expected, Contains("a workspace may not set it"));
  }
}

TEST_CASE("a token in a file is refused and not repeated", "[config]") {
  Fixture fixture;
  fixture.workspace("[tracker]\ntoken = \"glpat-abcdefghij\"\n");
  const Error error = refused(fixture.sources);
  REQUIRE(error.notes.size() == 1);
  CHECK(error.notes[0].line == 2);
  CHECK_THAT(error.notes[0].expected, Contains("no secret in this file"));
  CHECK(error.notes[0].text.empty());

  fixture.workspace("token = \"glpat-abcdefghij\n");
  const Error broken = refused(fixture.sources);
  CHECK(broken.notes.at(0).text.empty());
  for (const ErrorNote& note : broken.notes) CHECK(note.expected.find("abcdefghij") == std::string::npos);
}

TEST_CASE("each wrong setting is named with its line", "[config]") {
  const auto [text, line, part] = GENERATE(table<std::string, std::size_t, std::string>({
      {"[calendar]\ncountng = \"literal\"", 2, "did you mean `calendar.counting`?"},
      {"\n[calender]\ncounting = \"literal\"", 3, "did you mean `calendar.counting`?"},
      {"timezone = \"UTC\"", 1, "did you mean `calendar.timezone`?"},
      {"quite_unknown = 1", 1, "a known key in place of `quite_unknown`"},
      {"[wholly]\n[unknown]\n", 1, "a known key in place of `wholly`"},
      {"[calendar]\ncounting = \"litteral\"", 2, "`calendar.counting` is one of literal, published"},
      {"[calendar]\ncounting = 3", 2, "`calendar.counting` is one of literal, published"},
      {"[calendar]\ntimezone = \"Mars/Olympus\"", 2, "`calendar.timezone` is a time zone"},
      {"[calendar]\nclosed_days = [2027-04-02, \"Easter\"]", 2, "`calendar.closed_days` is a list of dates"},
      {"[calendar]\nclosed_days = 2027-04-02", 2, "`calendar.closed_days` is a list of dates"},
      {"[calendar]\nclosed_days = [2027-04-02T10:00:00Z]", 2, "`calendar.closed_days` is a list of dates"},
      {"[calendar.FY29-Q5]\nobjectives = 2028-01-03", 2, "a quarter such as FY29-Q1 in place of `FY29-Q5`"},
      {"[calendar.FY29-Q1]\nobjective = 2028-01-03", 2, "did you mean `objectives`?"},
      {"[calendar.FY28-Q1]\nfinal = 2027-02-01", 2, "a day before 2027-02-01, the first day of FY28-Q1"},
      {"[calendar.FY28-Q1]\nfinal = 2027-02-05", 2, "a day before 2027-02-01, the first day of FY28-Q1"},
      {"[calendar.FY28-Q1]\nfinal = 2027-01-11\n[calendar.\"FY28 Q1\"]\nfinal = 2027-01-12", 4, "line 2 has it too"},
      {"[calendar.fy28-q1]\nideas = 2026-12-01\n[calendar.FY28-Q1]\nideas = 2026-12-01", 4, "line 2 has it too"},
      {"[calendar.FY29-Q1]\nparty = 2028-01-03", 2, "ideas, objectives, proposal, preparation, final, ceo_shares"},
      {"[calendar.FY29-Q1]\nobjectives = \"soon\"", 2, "`objectives` is a date such as 2028-01-03"},
      {"[fiscal]\nfirst_month = 0", 2, "a month from 1 to 12"},
      {"[fiscal]\nfirst_month = 13", 2, "a month from 1 to 12"},
      {"[fiscal]\nfirst_month = \"February\"", 2, "a month from 1 to 12"},
      {"[limits]\nobjectives = 0", 2, "a number from 1 to 99"},
      {"[limits]\nkey_results = 2.5", 2, "a number from 1 to 99"},
      {"[tracker]\nkind = \"jira\"", 2, "one of local, gitlab"},
      {"[tracker]\nhost = \"http://gitlab.example.com\"", 2, "`tracker.host` is a host such as"},
      {"[tracker]\nhost = \"https://me@gitlab.com\"", 2, "`tracker.host` is a host such as"},
      {"[tracker]\nhost = \"http://localhost.evil.example\"", 2, "`tracker.host` is a host such as"},
      {"[tracker]\nhost = \"gitlab.com\"", 2, "`tracker.host` is a host such as"},
      {"[tracker]\nproject = \"OKRs\"", 2, "group/project"},
      {"[strategy]\nciso = \"our wiki\"", 2, "`strategy.ciso` is a URL"},
      {"[strategy]\ntop5_risks = [\"a\", \"\"]", 2, "a list of risks"},
      {"[finalize]\ndelegate = \"two words\"", 2, "a username"},
      {"[labels]\nokr = \"\"", 2, "a label's name"},
      {"[labels]\npriority = [\"a\", \"b\"]", 2, "exactly three labels"},
      {"[labels]\npriority = [\"a\", \"b\", \"c\", \"d\"]", 2, "exactly three labels"},
      {"[labels]\npriority = [\"a\", \"b\", \"A\"]", 2, "\"A\" is in the list already"},
      {"[labels]\ndivision = \"okr\"", 2, "\"OKR\" is `labels.division` already"},
      {"[labels]\n\nokr = \"sec-okr::p1\"", 3, "\"sec-okr::p1\" is `labels.okr` already"},
      {"[labels]\nokr = \"FY28-Q1\"", 2, "no quarter's label"},
      {"[labels]\nokr = \"fy28 q1\"", 2, "no quarter's label"},
      {"[labels]\nokr = \"a,b\"", 2, "no comma"},
      {"[labels]\nokr = \"~OKR\"", 2, "without the `~`"},
      {"[labels]\nokr = \"None\"", 2, "filters take for issues with no label"},
      {"[labels]\nokr = \"division:security\"", 2, "where it is written \"division::Security\""},
      {"[labels]\nokr = \"division::OKR\"", 2, "outside the scope \"division\""},
      {"[labels]\nokr = \"sec-okr::objective\"", 2, "outside the scope of `labels.priority`"},
      {"[labels]\ndivision = \"sec-okr::Security\"", 2, "`labels.priority` outside the scope \"sec-okr\""},
      {"[labels]\ndivision_aliases = [\"Okr\"]", 2, "\"Okr\" is `labels.okr` already, where it is written \"OKR\""},
      {"[labels]\npriority = [\"p::0\", \"p::1\", \"p2\"]", 2, "in one scope, or all without any"},
      {"[tracker]\nkind = \"local\nhost = 1", 2, "valid TOML"},
      {"[calendar]\ncounting = \"literal\"\ncounting = \"literal\"", 3, "valid TOML"},
      {"[calendar]\nclosed_days = [2027-02-30]", 2, "valid TOML"},
  }));
  CAPTURE(text);
  Fixture fixture;
  fixture.workspace(text + "\n");
  const Error error = refused(fixture.sources);
  CHECK(error.kind == ErrorKind::configuration);
  CHECK_FALSE(error.help.empty());
  REQUIRE_FALSE(error.notes.empty());
  CHECK(error.notes[0].path == "secokr.toml");
  CHECK(error.notes[0].line == line);
  CHECK_THAT(error.notes[0].expected, Contains(part));
  CHECK_FALSE(error.notes[0].text.empty());
}

TEST_CASE("labels of one's own are taken where each means one thing", "[config]") {
  const auto text = GENERATE(values<std::string>({
      "division_aliases = []",
      "division_aliases = [\"Division: Security\", \"division:security\", \"division::Sec\"]",
      "division = \"Division: Security\"",
      "division = \"Security\"\npriority = [\"P-high\", \"P-mid\", \"P-low\"]\nokr = \"Ziel\"",
  }));
  CAPTURE(text);
  Fixture fixture;
  fixture.workspace("[labels]\n" + text + "\n");
  CHECK(load(fixture.sources).has_value());
}

TEST_CASE("a contradiction is shown where it was written, each one of them", "[config]") {
  Fixture fixture;
  fixture.workspace("[labels]\nokr = \"FY28-Q1\"\n\npriority = [\"division::Security\", \"b,c\", \"None\"]\n");
  fixture.environment({{"SECOKR_LABELS_DIVISION_ALIASES", "~Sec"}});
  const Error error = refused(fixture.sources);
  CHECK(error.what == "the configuration has 6 problems");
  REQUIRE(error.notes.size() == 6);
  CHECK(error.notes[0].line == 2);
  CHECK(error.notes[0].text == "okr = \"FY28-Q1\"");
  CHECK(error.notes[1].line == 4);
  CHECK_THAT(error.notes[1].expected, Contains("is `labels.division` already"));
  CHECK(error.notes[2].line == 4);
  CHECK(error.notes[3].line == 4);
  CHECK(error.notes[4].path == "SECOKR_LABELS_DIVISION_ALIASES");
  CHECK_THAT(error.notes[4].expected, Contains("without the `~`"));
  CHECK_THAT(error.notes[5].expected, Contains("in one scope, or all without any"));
}

TEST_CASE("every problem of every source is told at once", "[config]") {
  Fixture fixture;
  fixture.user("colour = true\n[[area]]\nname = \"A\"\nleader = \"a\"\n");
  fixture.workspace("[calendar]\ncountng = 1\n\n[limits]\nobjectives = \"five\"\n");
  fixture.environment({{"SECOKR_CALENDAR_TIMEZONE", "Nowhere"}, {"SECOKR_CALENDAR_FY29_Q1_LUNCH", "2028-01-01"}});
  fixture.sources.flags["tracker.kind"] = "jira";
  const Error error = refused(fixture.sources);
  CHECK(error.kind == ErrorKind::configuration);
  CHECK(error.what == "the configuration has 7 problems");
  REQUIRE(error.notes.size() == 7);
  CHECK(error.notes[0].path == fixture.user_path());
  CHECK_THAT(error.notes[1].expected, Contains("an org belongs to a workspace"));
  CHECK(error.notes[2].line == 2);
  CHECK(error.notes[3].line == 5);
  CHECK(error.notes[4].path == "SECOKR_CALENDAR_TIMEZONE");
  CHECK(error.notes[4].text == "Nowhere");
  CHECK(error.notes[5].path == "SECOKR_CALENDAR_FY29_Q1_LUNCH");
  CHECK(error.notes[6].path == "--tracker");
}

TEST_CASE("a wrong flag alone is a usage error", "[config]") {
  Fixture fixture;
  fixture.sources.flags["tracker.kind"] = "jira";
  const Error error = refused(fixture.sources);
  CHECK(error.kind == ErrorKind::usage);
  CHECK_THAT(error.reason, Contains("one of local, gitlab"));
}

TEST_CASE("hosts and projects are normalised", "[config]") {
  const auto [host, kept] =
      GENERATE(table<std::string, std::string>({{"https://gitlab.example.com/", "https://gitlab.example.com"},
                                                {"http://localhost:8080", "http://localhost:8080"},
                                                {"http://127.0.0.1:1/", "http://127.0.0.1:1"},
                                                {"http://[::1]:3000", "http://[::1]:3000"}}));
  Fixture fixture;
  fixture.environment({{"SECOKR_TRACKER_HOST", host}, {"SECOKR_TRACKER_PROJECT", "/group/sub/project/"}});
  const Config config = loaded(fixture.sources);
  CHECK(config.tracker.host == kept);
  CHECK(config.tracker.project == "group/sub/project");
}

TEST_CASE("the user's file stands where XDG says, and may be missing", "[config]") {
  CHECK(user_file(base::Environment{{{"XDG_CONFIG_HOME", "/x"}, {"HOME", "/h"}}}) == "/x/secokr/config.toml");
  CHECK(user_file(base::Environment{{{"HOME", "/h"}}}) == "/h/.config/secokr/config.toml");
  CHECK(user_file(base::Environment{{{"XDG_CONFIG_HOME", "relative"}, {"HOME", "/h"}}}) ==
        "/h/.config/secokr/config.toml");
  CHECK_FALSE(user_file(base::Environment{}));
  Fixture fixture;
  fixture.sources.user_file = fixture.folder() / "none/config.toml";
  CHECK(load(fixture.sources));
}

TEST_CASE("a file that cannot be read is a local file's error", "[config]") {
  Fixture fixture;
  fixture.sources.workspace_file = fixture.folder().path();
  CHECK(refused(fixture.sources).kind == ErrorKind::local_file);
}

TEST_CASE("the rows of settings name every key once", "[config]") {
  Fixture fixture;
  fixture.workspace(documented);
  const auto rows = settings(loaded(fixture.sources));
  std::set<std::string> names;
  for (const SettingRow& row : rows) CHECK(names.insert(row.key).second);
  for (const char* key :
       {"tracker.kind", "calendar.FY29-Q1.objectives", "labels.priority", "finalize.delegate", "user"})
    CHECK(names.contains(key));
  CHECK(environment_name("calendar.counting") == "SECOKR_CALENDAR_COUNTING");
}
