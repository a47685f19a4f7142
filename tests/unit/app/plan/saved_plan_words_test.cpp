#include "workspace/plan_words.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "base/hash.hpp"
#include "tracker/change/shown.hpp"
#include "unit/app/finalize_sample.hpp"
#include "workspace/plan_file.hpp"
#include "workspace/plan_payload.hpp"

using namespace secokr;
using namespace secokr::test;
using workspace::check_plan_words;

namespace {

using Json = workspace::Json;

/// Sets of every kind that can be saved, each planned from a workspace.
struct Plans : World {
  Plans() {
    sets.emplace_back("a first publication", planned(sample, tracker).set);
    publish(sample, tracker);
    tracker.all.front().labels = {"division::Security", "FY28 Q1"};
    edit_file(sample, "okrs/FY28-Q1/security-training.md", "from 62 to 90 %", "from 62 to 85 %");
    sets.emplace_back("an amendment", planned(sample, tracker, {.amend = true, .reason = "a new supplier"}).set);
  }
  std::vector<std::pair<std::string, tracker::ChangeSet>> sets{};
};

/// The set as somebody reads it back who changed a payload and made every checksum fit.
Expected<workspace::PlanFile> read_back(Json json) {
  json.erase("sum");
  tracker::ChangeSet set;
  set.quarter = json.at("quarter").get<std::string>();
  // The checksum over the changes is made by the program itself.
  json["checksum"] = "";
  json["sum"] = base::sha256_hex(json.dump());
  auto first = workspace::parse_plan(json.dump(), "plan.json");
  if (first) return first;
  for (const Json& change : json.at("changes")) {
    tracker::Change parsed{.subject = change.at("subject").get<std::string>()};
    const auto fields = [&](const char* key) {
      tracker::Fields all;
      if (change.contains(key))
        for (const auto& [name, value] : change.at(key).items()) all.emplace_back(name, value.get<std::string>());
      return all;
    };
    parsed.before = fields("before");
    parsed.after = fields("after");
    try {
      parsed.payload = workspace::payload_from(change.at("payload"), change.at("action").get<std::string>());
    } catch (...) {  // no value of that kind
      return fail({.kind = ErrorKind::local_file, .what = "no payload"});
    }
    set.changes.push_back(std::move(parsed));
  }
  if (json.contains("known"))
    for (const Json& known : json.at("known"))
      set.known.emplace_back(
          known.at("subject").get<std::string>(),
          tracker::Issue{.ref = {known.at("project").get<std::string>(), known.at("iid").get<long>()}});
  json["checksum"] = set.checksum();
  json.erase("sum");
  json["sum"] = base::sha256_hex(json.dump());
  return workspace::parse_plan(json.dump(), "plan.json");
}

/// Other values of the same kind.
Json another(const std::string& key, const Json& value) {
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_number()) return value.get<unsigned long>() + 1;
  if (value.is_array()) return Json{"owned"};
  if (key == "due") return "2027-03-31";
  if (key == "state") return value == "closed" ? "opened" : "closed";
  if (key == "type") return "blocks";
  if (key == "path") return "okrs/FY28-Q1/owned.md";
  return "owned";
}

/// What no reader needs to see: where a text came from, and what must stand there before.
bool is_condition(const std::string& key) {
  return key == "description_before" || key == "hash" || key == "absent" || key == "heading" || key == "strangers" ||
         key == "kind" || key == "newest_before" || key == "purpose" || key == "project";
}

}  // namespace

TEST_CASE("a plan that was saved shows what it does") {
  const Plans plans;
  for (const auto& [what, set] : plans.sets) {
    INFO(what);
    REQUIRE_FALSE(set.empty());
    const auto plan = workspace::parse_plan(workspace::plan_text({.command = "finalize", .set = set}), "plan.json");
    if (!plan) FAIL(plan.error().what << plan.error().reason);
    const auto checked = check_plan_words(plan->set, plans.sample.root(), "plan.json");
    if (!checked)
      for (const ErrorNote& note : checked.error().notes) FAIL_CHECK(note.text);
    CHECK(checked.has_value());
    CHECK(plan->set.checksum() == set.checksum());
  }
}

TEST_CASE("whatever of a payload is changed alone, the plan is refused or shows it") {
  const Plans plans;
  std::size_t tried = 0;
  for (const auto& [what, set] : plans.sets) {
    const Json whole = Json::parse(workspace::plan_text({.command = "finalize", .set = set}));
    for (std::size_t i = 0; i < whole.at("changes").size(); ++i) {
      const Json& payload = whole.at("changes")[i].at("payload");
      std::vector<std::string> keys;
      for (const auto& [key, value] : payload.items()) keys.push_back(key);
      if (payload.at("kind") == "edit_issue")
        for (const char* key : {"title", "description", "assignees", "due", "confidential", "state"})
          if (!payload.contains(key)) keys.emplace_back(key);
      for (const std::string& key : keys) {
        if (is_condition(key)) continue;
        Json forged = whole;
        Json& changed = forged["changes"][i]["payload"];
        const Json value = payload.contains(key)   ? another(key, payload.at(key))
                           : key == "confidential" ? Json(true)
                           : key == "assignees"    ? Json{"owned"}
                           : key == "due"          ? Json("2027-03-31")
                           : key == "state"        ? Json("closed")
                                                   : Json("owned");
        changed[key] = value;
        INFO(what << ": " << whole.at("changes")[i].at("subject") << " " << payload.at("kind") << " " << key << " = "
                  << value);
        ++tried;
        const auto plan = read_back(forged);
        if (!plan) continue;
        const tracker::Change& change = plan->set.changes[i];
        const bool refused = !check_plan_words(plan->set, plans.sample.root(), "plan.json").has_value();
        const tracker::Fields told = tracker::told_by_payload(change);
        const bool shown = std::ranges::any_of(
            told, [](const auto& field) { return field.second.find("owned") != std::string::npos; });
        // An issue that is edited by its subject alone has no number yet.
        const bool by_number =
            key == "iid" && std::ranges::any_of(told, [](const auto& field) { return field.first == "issue"; });
        CHECK((refused || shown || by_number));
        CHECK(plan->set.checksum() != set.checksum());
      }
    }
  }
  CHECK(tried > 100);
}
