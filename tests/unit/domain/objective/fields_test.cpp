// What docs and templates say of fields is what their rows say.
#include "domain/objective/fields.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>

#include "base/text.hpp"
#include "support/places.hpp"

using namespace secokr;

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

template <class Owner>
std::string owner_name() {
  return std::is_same_v<Owner, Objective> ? "objective" : "key result";
}

/// What stands of a field in front of what the page adds to it: `| Reference | objective | what it may be | flag |`.
template <class Owner>
std::string docs_row(const FieldRow<Owner>& row) {
  std::string value(row.expected);
  if (row.place == FieldPlace::heading) value = "in the heading";
  if (row.place == FieldPlace::prose) value = "the text below the fields";
  if (row.place == FieldPlace::list) value = "a line an item";
  const std::string flag = row.help.empty() ? "" : "`--" + base::slug(row.name) + "`";
  return fmt::format("| {} | {} | {} | {} |", row.name, owner_name<Owner>(), value, flag);
}

/// The lines of the table, each with what the page adds.
template <class Owner>
void add_docs_rows(std::string& table, const std::map<std::string, std::string>& remarks) {
  for (const auto& row : all_fields<Owner>()) {
    const auto remark = remarks.find(fmt::format("{} {}", row.name, owner_name<Owner>()));
    table += fmt::format("{} {} |\n", docs_row(row), remark == remarks.end() ? "" : remark->second);
  }
}

}  // namespace

TEST_CASE("The table of fields in docs/formats.md is the rows") {
  constexpr std::string_view head = "| field | of | what it may be | flag | more |\n|---|---|---|---|---|\n";
  const auto path = test::source_folder() / "docs/formats.md";
  const std::string page = text_of(path);
  const std::size_t begin = page.find(head);
  REQUIRE(begin != std::string::npos);
  const std::size_t first = begin + head.size();
  const std::size_t end = page.find("\n\n", first) + 1;
  std::map<std::string, std::string> remarks;
  for (const std::string_view line : base::split(std::string_view(page).substr(first, end - first), '\n')) {
    const auto cells = base::split(line, '|');
    if (cells.size() == 7)
      remarks[fmt::format("{} {}", base::trim(cells[1]), base::trim(cells[2]))] = base::trim(cells[5]);
  }
  std::string made = page.substr(0, first);
  add_docs_rows<Objective>(made, remarks);
  add_docs_rows<KeyResult>(made, remarks);
  made += page.substr(end);
  if (std::getenv("SECOKR_UPDATE_GOLDENS") != nullptr) std::ofstream(path) << made;
  CHECK(page == made);
}

TEST_CASE("the template of an objective's file has a line for each field that is there from the beginning") {
  const std::string form = "\n" + text_of(test::source_folder() / "templates/objective-file.md");
  const std::size_t key_result = form.find("\n## KR1");
  REQUIRE(key_result != std::string::npos);
  // Written by `finalize`; another leader's; what becomes of it while the quarter runs.
  const std::set<Field> later{Field::published, Field::contributed_by, Field::state};
  const auto check = [&](const auto& row, const std::string& part) {
    INFO(row.name);
    CHECK((part.find(fmt::format("\n- {}:", row.name)) != std::string::npos) == !later.contains(row.id));
  };
  for (const auto& row : line_fields<Objective>()) check(row, form.substr(0, key_result));
  for (const auto& row : line_fields<KeyResult>()) check(row, form.substr(key_result));
}
