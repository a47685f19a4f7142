#include "workspace/plan_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <catch2/catch.hpp>

#include <functional>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "support/temporary_folder.hpp"
#include "workspace/json_file.hpp"
#include "workspace/plan_payload.hpp"

using namespace secokr;
using namespace secokr::tracker;
using namespace secokr::workspace;

namespace {

Change change_of(Payload payload) {
  return {.subject = "kr:1",
          .name = "Training/KR1",
          .before = {{"labels", "a, b"}, {"due", ""}},
          .after = {{"labels", "b"}, {"z", "line\n\"two\" ü\x1b"}, {"due", "2027-02-26"}},
          .payload = std::move(payload)};
}

std::vector<CreateIssue> creations() {
  return {{},
          {{.marker = "id",
            .title = "t",
            .description = "d\n",
            .labels = {"a"},
            .assignees = {"x", "y"},
            .due = parse_day("2027-02-26"),
            .confidential = true}}};
}

// Every combination of what an edit may say.
std::vector<EditIssue> edits() {
  std::vector<EditIssue> all;
  for (unsigned bits = 0; bits < 1U << 10U; ++bits) {
    const auto has = [&](unsigned bit) { return (bits >> bit & 1U) != 0; };
    EditIssue edit{.ref = {"security/okrs", static_cast<long>(bits)}, .subject = has(0) ? "kr:2" : ""};
    if (has(1)) edit.edit.title = has(0) ? "" : "t";
    if (has(2)) edit.edit.description = "{{iid kr:2}}\r\n";
    if (has(3)) edit.edit.add_labels = {"b", "a"};
    if (has(4)) edit.edit.remove_labels = {"c::d"};
    if (has(5)) edit.edit.assignees = has(0) ? std::vector<std::string>{} : std::vector<std::string>{"x"};
    if (has(6)) edit.edit.due = has(0) ? std::nullopt : parse_day("2027-02-26");
    if (has(7)) edit.edit.confidential = has(0);
    if (has(8)) edit.edit.state = has(0) ? IssueState::opened : IssueState::closed;
    if (has(9)) edit.description_before = has(0) ? "" : "was\r\n";
    all.push_back(std::move(edit));
  }
  return all;
}

std::vector<PostNote> notes() {
  return {{},
          {.ref = {"p", 1},
           .note_id = 7,
           .body = "b",
           .health = "at_risk",
           .body_before = "",
           .purpose = "p",
           .newest_before = 9},
          {.ref = {"p", 1}, .body_before = "x"}};
}

std::vector<Change> every_change() {
  std::vector<Change> all;
  for (const CreateIssue& each : creations()) all.push_back(change_of(each));
  for (const EditIssue& each : edits()) all.push_back(change_of(each));
  all.push_back(change_of(EnsureLabel{{"OKR", "#112233", "d"}, {.project = "p/q"}}));
  all.push_back(change_of(EnsureLabel{{"OKR", "", ""}, {.group = "g"}}));
  for (const LinkType type : {LinkType::relates_to, LinkType::blocks, LinkType::is_blocked_by}) {
    all.push_back(change_of(LinkIssues{"a", "b", type}));
    all.push_back(change_of(LinkIssues{"a", "b", type, true}));
  }
  for (const PostNote& each : notes()) all.push_back(change_of(each));
  all.push_back(change_of(AppendRecord{"okrs/FY28-Q1/decisions.md", "- x", "# Other"}));
  all.push_back(change_of(WriteFile{"okrs/a.md", "text", {.absent = true}}));
  all.push_back(change_of(WriteFile{"okrs/b.md", "", {.hash = "abc"}}));
  all.push_back(change_of(WriteFile{"okrs/b.md", "", {}}));
  return all;
}

PlanFile sample(std::vector<Change> changes = every_change()) {
  PlanFile plan{.secokr = "1.2.3",
                .command = "label apply",
                .origin = "https://gitlab.example.com",
                .project_id = "42",
                .set = {.quarter = "FY28-Q1", .changes = std::move(changes), .common = "secokr:begin"}};
  plan.report.gates = {{"brake", 30, Gate::Result::overridden, "12 of 30"},
                       {"a", 0, Gate::Result::passed, ""},
                       {"b", 1, Gate::Result::failed, ""}};
  plan.report.left_out = {{"Training/KR2", "D2", "@x of Data has not answered yet"}};
  plan.report.gives_way = {"Critical project https://example.com: nothing gives way"};
  plan.set.files_read = {{"okrs/FY28-Q1/training.md", "abc"}};
  plan.set.known.emplace_back("kr:2", Issue{.ref = {"security/okrs", 2}, .url = "https://gitlab.example.com/2"});
  return plan;
}

/// The text with one edit in its JSON, and a checksum that fits again.
std::string edited(const std::function<void(Json&)>& edit) {
  Json json = Json::parse(plan_text(sample({change_of(EditIssue{.ref = {"p", 1}})})));
  edit(json);
  json.erase("sum");
  json["sum"] = base::sha256_hex(json.dump());
  return json.dump(2) + "\n";
}

Error refused(const std::string& text) {
  const auto plan = parse_plan(text, "plan.json");
  REQUIRE_FALSE(plan);
  CHECK(plan.error().kind == ErrorKind::local_file);
  CHECK(plan.error().what.find("plan.json") == 0);
  CHECK_FALSE(plan.error().reason.empty());
  CHECK_FALSE(plan.error().help.empty());
  return plan.error();
}

}  // namespace

TEST_CASE("every change comes back from a plan file as it was") {
  const PlanFile plan = sample();
  const std::string text = plan_text(plan);
  const auto read = parse_plan(text, "plan.json");
  REQUIRE(read);
  CHECK(read->version == "1");
  CHECK(read->secokr == plan.secokr);
  CHECK(read->command == plan.command);
  CHECK(read->origin == plan.origin);
  CHECK(read->project_id == plan.project_id);
  CHECK(read->group.empty());
  CHECK(read->set.quarter == plan.set.quarter);
  CHECK(read->set.common == plan.set.common);
  CHECK(read->set.known == plan.set.known);
  CHECK(read->report == plan.report);
  REQUIRE(read->set.changes.size() == plan.set.changes.size());
  for (std::size_t i = 0; i < plan.set.changes.size(); ++i) {
    const Change& before = plan.set.changes[i];
    const Change& after = read->set.changes[i];
    CHECK(after.action() == before.action());
    CHECK(after.subject == before.subject);
    CHECK(after.name == before.name);
    CHECK(after.before == before.before);
    CHECK(after.after == before.after);
    CHECK(after.payload == before.payload);
  }
  CHECK(plan_text(*read) == text);
}

TEST_CASE("a plan over a group names it") {
  PlanFile plan = sample({});
  plan.project_id.clear();
  plan.group = "security/division";
  const auto read = parse_plan(plan_text(plan), "plan.json");
  REQUIRE(read);
  CHECK(read->group == "security/division");
  CHECK(read->set.empty());
}

TEST_CASE("equal sets give equal bytes, and what happened to a set is not in them") {
  PlanFile plan = sample();
  const std::string text = plan_text(plan);
  plan.set.changes[0].outcome = Outcome::done;
  plan.set.changes[0].url = "https://gitlab.example.com/1";
  plan.set.changes[0].warnings = {"the tracker did not keep: due"};
  plan.set.known[0].second.updated_at = base::Instant{std::chrono::seconds{1}};
  plan.set.known[0].second.title = "t";
  CHECK(plan_text(plan) == text);
}

TEST_CASE("a plan has the shape of changes, for those who read it") {
  const Json json = Json::parse(plan_text(sample()));
  CHECK(json.at("quarter") == "FY28-Q1");
  CHECK(json.at("checksum") == sample().set.checksum());
  CHECK(json.at("changes").at(0).at("action") == "create");
  CHECK(json.at("changes").at(0).at("before").at("labels") == "a, b");
  CHECK(json.at("gates").at(0).at("detail") == "12 of 30");
}

TEST_CASE("white space may change, and nothing else") {
  const std::string text = plan_text(sample({change_of(EditIssue{.ref = {"p", 12}})}));
  CHECK(parse_plan(Json::parse(text).dump(), "plan.json"));
  const std::vector<std::pair<std::string, std::string>> edits = {
      {"\"iid\": 12", "\"iid\": 13"},
      {"\"origin\": \"https://gitlab.", "\"origin\": \"https://gitleb."},
      {"\"a, b\"", "\"a\""},
      {"\"project_id\": \"42\"", "\"project_id\": \"43\""},
      {"label apply", "finalize"},
      {"\"overridden\"", "\"passed\""},
      {"\"add_labels\": []", "\"add_labels\": [\"x\"]"}};
  for (const auto& [from, to] : edits) {
    INFO(from);
    std::string other = text;
    REQUIRE(other.find(from) != std::string::npos);
    other.replace(other.find(from), from.size(), to);
    CHECK(refused(other).what == "plan.json was changed by hand or damaged");
  }
}

TEST_CASE("what is no plan is an error that says why") {
  CHECK(refused("").what == "plan.json is no plan of secokr");
  for (const std::string text : {"[]", "{}", "null", "1e999", "{\"version\": 1}", "{\"version\": null}", "\xff\xfe",
                                 "{\"version\": \"1\", \"version\": [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}"})
    CHECK(refused(text).what == "plan.json is no plan of secokr");
  CHECK(refused("{\"version\": \"1\"}").what == "plan.json was changed by hand or damaged");
  const Error newer = refused("{\"version\": \"2\"}");
  CHECK(newer.what == "plan.json is a plan of version 2");
  CHECK(newer.help == "Apply it with the secokr that made it, or make a new plan");
}

TEST_CASE("a key that stands there twice is an error, in every object of a plan and of a sealed file") {
  const std::string plan = plan_text(sample({change_of(EditIssue{.ref = {"p", 12}})}));
  const std::string sealed = seal_json(Json::parse(R"({"one": {"b": 1, "c": [{"d": "{\"x\": 1}"}]}})"), everything);
  REQUIRE(open_json(sealed, "x.json", everything));
  std::size_t objects = 0;
  for (const bool is_plan : {true, false}) {
    const std::string& text = is_plan ? plan : sealed;
    // A key begins behind white space at the beginning of a line; its value may say anything, the first or the last.
    for (std::size_t at = text.find("\n"); at != std::string::npos; at = text.find("\n", at + 1)) {
      const std::size_t key = text.find_first_not_of(" \n", at);
      const std::size_t colon = text.find("\": ", key);
      if (key == std::string::npos || text[key] != '"' || colon == std::string::npos || text.find('\n', key) < colon)
        continue;
      std::string twice = text;
      twice.insert(key, text.substr(key, colon - key) + "\": [], ");
      INFO(twice.substr(key, 80));
      ++objects;
      if (is_plan)
        CHECK(refused(twice).kind == ErrorKind::local_file);
      else
        CHECK_FALSE(open_json(twice, "x.json", everything));
    }
  }
  CHECK(objects > 20);
}

TEST_CASE("a plan cut anywhere is an error") {
  const std::string text = plan_text(sample({change_of(EditIssue{.ref = {"p", 12}})}));
  for (std::size_t size = 0; size + 2 < text.size(); ++size) refused(text.substr(0, size));
}

TEST_CASE("values that are none are errors, also behind a fitting checksum") {
  const std::vector<std::pair<std::string, std::function<void(Json&)>>> rows = {
      {"unknown action", [](Json& j) { j["changes"][0]["action"] = "destroy"; }},
      {"an action of another kind", [](Json& j) { j["changes"][0]["action"] = "create"; }},
      {"unknown payload", [](Json& j) { j["changes"][0]["payload"]["kind"] = "run_program"; }},
      {"no payload", [](Json& j) { j["changes"][0].erase("payload"); }},
      {"a payload that is a list", [](Json& j) { j["changes"][0]["payload"] = Json::array({1}); }},
      {"changes that are no list", [](Json& j) { j["changes"] = "x"; }},
      {"no changes", [](Json& j) { j.erase("changes"); }},
      {"a change that is no object", [](Json& j) { j["changes"][0] = 7; }},
      {"fields that are a list", [](Json& j) { j["changes"][0]["before"] = Json::array({"x"}); }},
      {"a field that is no text", [](Json& j) { j["changes"][0]["before"]["labels"] = Json::array(); }},
      {"a negative number", [](Json& j) { j["changes"][0]["payload"]["iid"] = -1; }},
      {"half an issue", [](Json& j) { j["changes"][0]["payload"]["iid"] = 1.5; }},
      {"a number beyond all", [](Json& j) { j["changes"][0]["payload"]["iid"] = 18446744073709551615ULL; }},
      {"a number that is a list", [](Json& j) { j["changes"][0]["payload"]["iid"] = Json::array(); }},
      {"labels that are a text", [](Json& j) { j["changes"][0]["payload"]["add_labels"] = "x"; }},
      {"a day that is none", [](Json& j) { j["changes"][0]["payload"]["due"] = "2027-02-30"; }},
      {"a state that is none", [](Json& j) { j["changes"][0]["payload"]["state"] = "merged"; }},
      {"a gate that is none", [](Json& j) { j["gates"][0]["result"] = "skipped"; }},
      {"gates that are a text", [](Json& j) { j["gates"] = "passed"; }},
      {"a name that is a number", [](Json& j) { j["changes"][0]["name"] = 7; }},
      {"no origin", [](Json& j) { j.erase("origin"); }},
      {"a checksum of other changes", [](Json& j) { j["changes"][0]["before"]["labels"] = "other"; }},
  };
  for (const auto& [name, edit] : rows) {
    INFO(name);
    CHECK(refused(edited(edit)).what == "plan.json is no plan of secokr");
  }
  CHECK(parse_plan(edited([](Json& j) { j["added later"] = 1; }), "plan.json"));
}

TEST_CASE("a plan writes below okrs/ only") {
  for (const std::string path : {"", "okrs", "okrs/", "secokr.toml", ".git/hooks/pre-commit", "../okrs/x.md",
                                 "/okrs/x.md", "okrs/../.git/config", "okrs/./x.md", "okrs/FY28-Q1/.."})
    for (const Change& change :
         {change_of(WriteFile{path, "x", {}}), change_of(AppendRecord{path, "- x", "# Other"})}) {
      INFO(path);
      CHECK(refused(plan_text(sample({change}))).what == fmt::format("plan.json would write `{}`", path));
    }
}

TEST_CASE("a plan file is its owner's alone, also where another stood") {
  const test::TemporaryFolder folder;
  const auto path = folder / "plans/new.json";
  for (const bool stood_there : {false, true}) {
    if (stood_there) {
      test::write(path, plan_text(sample()));
      std::filesystem::permissions(path, std::filesystem::perms::all);
    }
    REQUIRE(write_plan(path, sample()));
    struct stat status{};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0600U);
    const auto read = read_plan(path);
    REQUIRE(read);
    CHECK(plan_text(*read) == plan_text(sample()));
  }
}

TEST_CASE("a plan takes the place of a plan only") {
  const test::TemporaryFolder folder;
  const auto path = folder / "plan.json";
  for (const std::string present :
       {"x", "[tracker]\nkind = \"local\"\n", "# Objective\n", "{}", "[]", "{\"changes\": []}", "\xff\xfe"}) {
    INFO(present);
    test::write(path, present);
    const auto written = write_plan(path, sample());
    REQUIRE_FALSE(written);
    CHECK(written.error().kind == ErrorKind::local_file);
    CHECK(base::read_bytes(path)->text == present);
  }
  test::write(path, "");  // as mktemp leaves it
  CHECK(write_plan(path, sample()));
  CHECK(write_plan(path, sample()));
  const auto link = folder / "link.json";
  const auto other = folder / "other.toml";
  test::write(other, "mine");
  std::filesystem::create_symlink(other, link);
  CHECK_FALSE(write_plan(link, sample()));
  CHECK(base::read_bytes(other)->text == "mine");
}

TEST_CASE("a plan that cannot hold a text is not written") {
  const test::TemporaryFolder folder;
  const auto written = write_plan(folder / "plan.json", sample({change_of(WriteFile{"okrs/a.md", "\xff", {}})}));
  REQUIRE_FALSE(written);
  CHECK(written.error().kind == ErrorKind::local_file);
  CHECK_FALSE(std::filesystem::exists(folder / "plan.json"));
}

TEST_CASE("what cannot be a plan is not read whole") {
  const test::TemporaryFolder folder;
  CHECK_FALSE(read_plan(folder / "none.json"));
  CHECK_FALSE(read_plan(folder.path()));
  test::write(folder / "huge.json", "");
  std::filesystem::resize_file(folder / "huge.json", std::uintmax_t{1} << 40U);
  const auto huge = read_plan(folder / "huge.json");
  REQUIRE_FALSE(huge);
  CHECK(huge.error().reason == "it is larger than any plan");
  const std::string deep = fmt::format("{{\"version\": \"1\", \"x\": {:[<100000}{:]<100000}}}", "", "");
  CHECK(refused(deep).what == "plan.json is no plan of secokr");
}
