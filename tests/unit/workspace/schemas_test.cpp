// docs/schemas/files is compared with the shapes by which these files are written and read, in both directions.
#include <catch2/catch.hpp>

#include <set>
#include <string>

#include "base/text.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"
#include "workspace/json_file.hpp"
#include "workspace/kept_shapes.hpp"

using namespace secokr;
using base::Json;

namespace {

using Names = std::set<std::string>;

/// Walks a schema beside the type of what it describes.
class SchemaCheck {
 public:
  explicit SchemaCheck(const std::string& name)
      : m_root(Json::parse(test::read(test::source_folder() / "docs/schemas/files" / (name + ".schema.json")))) {}

  /// Of a file; `around` is what stands in it beside its struct.
  template <base::Shaped T>
  void check_file(const Names& around) {
    check_members<T>(m_root, around);
  }

 private:
  const Json& resolved(const Json& schema) const {
    constexpr std::string_view local = "#";
    if (!schema.contains("$ref")) return schema;
    return m_root.at(Json::json_pointer(schema.at("$ref").get<std::string>().substr(local.size())));
  }

  static Names names_in(const Json& object, const char* key) {
    Names names;
    if (!object.contains(key)) return names;
    for (const auto& [name, value] : object.at(key).items())
      names.insert(object.at(key).is_array() ? value.get<std::string>() : name);
    return names;
  }

  template <base::Shaped T>
  void check_members(const Json& schema, Names known, const Names& left_out = {}) {
    Names demanded = known;
    CHECK(schema.value("type", "") == "object");
    CHECK(schema.value("additionalProperties", true) == false);
    base::visit_members<T>([&]<class Struct, class Value, class Written>(
                               const base::Member<Struct, Value, Written>& member) {
      INFO(member.name);
      if (left_out.contains(member.name)) return;
      known.insert(member.name);
      if (member.presence != base::Presence::optional) demanded.insert(member.name);
      const Json properties = schema.value("properties", Json::object());
      REQUIRE(properties.contains(member.name));
      if constexpr (std::same_as<Written, base::Unticked>)
        check_members<Milestone>(resolved(properties.at(member.name).at("items")), {}, {"done", "no_longer_applies"});
      else
        check(properties.at(member.name), static_cast<const Value*>(nullptr));
    });
    CHECK(names_in(schema, "properties") == known);
    CHECK(names_in(schema, "required") == demanded);
  }

  /// Of a value, whose type alone is looked at.
  template <class T>
  void check(const Json& reference, const T*) {
    const Json& schema = resolved(reference);
    if constexpr (base::Shaped<T>)
      check_members<T>(schema, {});
    else
      check_kind(schema, base::Word<T> || std::same_as<T, std::string> ? "string"
                         : std::same_as<T, bool>                       ? "boolean"
                         : std::same_as<T, double>                     ? "number"
                                                                       : "integer");
  }
  template <class T>
  void check(const Json& schema, const std::optional<T>*) {
    check(schema, static_cast<const T*>(nullptr));
  }
  template <class T>
  void check(const Json& schema, const std::vector<T>*) {
    CHECK(schema.value("type", "") == "array");
    check(schema.at("items"), static_cast<const T*>(nullptr));
  }
  template <class Key, class T>
  void check(const Json& schema, const std::map<Key, T>*) {
    CHECK(schema.value("type", "") == "object");
    check(schema.at("additionalProperties"), static_cast<const T*>(nullptr));
  }
  /// One of several forms, which together have the members.
  void check(const Json& schema, const Measure*) {
    Names known;
    for (const Json& form : resolved(schema).at("oneOf")) known.merge(names_in(form, "properties"));
    Names members;
    base::visit_members<base::KeptMetric>([&](const auto& member) { members.insert(member.name); });
    CHECK(known == members);
  }

  /// By its type, or by the values that it may have.
  static void check_kind(const Json& schema, std::string_view kind) {
    if (schema.contains("type")) {
      CHECK(schema.value("type", "") == kind);
      return;
    }
    const Json values = schema.contains("const") ? Json::array({schema.at("const")}) : schema.at("enum");
    for (const Json& value : values) CHECK((kind == "integer" ? value.is_number_integer() : value.type_name() == kind));
  }

  Json m_root;
};

}  // namespace

TEST_CASE("the schemas of the files that secokr keeps name the members of their shapes, and no others") {
  const Names sealed{"version", "checksum"};
  SchemaCheck("proposal").check_file<workspace::Proposal>(sealed);
  SchemaCheck("published").check_file<workspace::Published>(sealed);
  SchemaCheck("seen").check_file<workspace::LastSeen>(sealed);
  SchemaCheck("unfinished").check_file<workspace::UnfinishedFile>(sealed);
  SchemaCheck("reviews").check_file<workspace::ReviewsFile>({});
}

TEST_CASE("the schema of drafts has each field") {
  const Json schema = Json::parse(test::read(test::source_folder() / "docs/schemas/draft.schema.json"));
  const auto check = [](const Json& properties, const auto& row) {
    std::string key = row.place == FieldPlace::list ? base::member_name(row.name, row.place) : base::slug(row.name);
    std::ranges::replace(key, '-', '_');
    INFO(key);
    CHECK(properties.contains(key));
  };
  const Json& objective = schema.at("properties").at("objectives").at("items").at("properties");
  for (const auto& row : all_fields<Objective>()) check(objective, row);
  for (const auto& row : all_fields<KeyResult>()) check(objective.at("key_results").at("items").at("properties"), row);
}
