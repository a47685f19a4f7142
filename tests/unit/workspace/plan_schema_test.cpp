// docs/schemas/plan.schema.json is compared with what plan files are written and read by, in both directions.
#include <catch2/catch.hpp>

#include <set>
#include <string>

#include "support/places.hpp"
#include "support/temporary_folder.hpp"
#include "workspace/plan_file.hpp"
#include "workspace/plan_payload.hpp"

using namespace secokr;
using namespace secokr::tracker;
using workspace::Json;
using workspace::PlanFile;

namespace {

using Names = std::set<std::string>;

/// Keys of an object, items of a list.
Names names_of(const Json& json) {
  Names names;
  for (const auto& [key, value] : json.items()) names.insert(json.is_array() ? value.get<std::string>() : key);
  return names;
}

void check_members(const Json& schema, const Names& members, const Names& always) {
  CHECK(names_of(schema.at("properties")) == members);
  CHECK(names_of(schema.at("required")) == always);
}

/// What is written of a value that says nothing is always there, and nothing else has to be there.
template <class Kind>
void check_kind(const Json& form) {
  Kind nothing{};
  Names members{"kind"};
  Kind::shape(nothing, [&](const char* key, const auto&) { members.insert(key); });
  const Json written = workspace::json_of(nothing);
  check_members(form, members, names_of(written));
  for (const std::string& key : names_of(written)) {
    INFO("without " << key);
    Json less = written;
    less.erase(key);
    CHECK_THROWS(workspace::payload_from(less, Change{.payload = nothing}.action()));
  }
}

template <class... Kinds>
void check_kinds(const Json& forms, const std::variant<Kinds...>*) {
  CHECK(forms.size() == sizeof...(Kinds));
  const auto check_one = [&]<class Kind>(const Kind*) {
    INFO(Kind::kind);
    for (const Json& form : forms)
      if (form.at("properties").at("kind").at("const") == std::string(Kind::kind)) return check_kind<Kind>(form);
    FAIL_CHECK("it is not in the schema");
  };
  (check_one(static_cast<const Kinds*>(nullptr)), ...);
}

PlanFile whole_plan() {
  return {.group = "security",
          .set = {.changes = {{.subject = "kr:1", .name = "KR1", .before = {{"a", "1"}}, .after = {{"a", "2"}}}},
                  .known = {{"kr:1", Issue{}}},
                  .common = "secokr:begin",
                  .files_read = {{"okrs/a.md", "abc"}}},
          .report = {.gates = {{.gate = "brake", .detail = "1 of 2"}},
                     .left_out = {{"KR2", "D2", "open"}},
                     .gives_way = {"one waits"}}};
}

Json json_of_plan(const PlanFile& plan) { return Json::parse(workspace::plan_text(plan)); }

}  // namespace

TEST_CASE("the schema of plan files has each member that is written, and demands those that are always there") {
  const Json schema = Json::parse(test::read(test::source_folder() / "docs/schemas/plan.schema.json"));
  const Json whole = json_of_plan(whole_plan());
  const Json least = json_of_plan({.set = {.changes = {Change{}}, .known = {{"", Issue{}}}, .files_read = {FileRead{}}},
                                   .report = {.gates = {Gate{}}, .left_out = {LeftOut{}}}});
  check_members(schema, names_of(whole), names_of(json_of_plan({})));
  for (const char* list : {"changes", "gates", "left_out", "known", "files_read"}) {
    INFO(list);
    check_members(schema.at("properties").at(list).at("items"), names_of(whole.at(list).at(0)),
                  names_of(least.at(list).at(0)));
  }
  check_kinds(schema.at("properties").at("changes").at("items").at("properties").at("payload").at("oneOf"),
              static_cast<const Payload*>(nullptr));
}
