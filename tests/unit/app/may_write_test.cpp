#include "app/may_write.hpp"

#include <catch2/catch.hpp>

using namespace secokr;

TEST_CASE("Who may not edit issues may still write notes, but not where nobody may write") {
  const tracker::ChangeSet edits{.changes = {{.payload = tracker::PostNote{}}, {.payload = tracker::EditIssue{}}}};
  const tracker::ChangeSet notes{.changes = {{.payload = tracker::PostNote{}}, {.payload = tracker::WriteFile{}}}};
  struct Row {
    std::string name;
    tracker::Project project;
    std::optional<ErrorKind> edits;
    std::optional<ErrorKind> notes;
  };
  const Row rows[] = {
      {"reporter", {.path = "a/b", .role = "Reporter"}, std::nullopt, std::nullopt},
      {"guest", {.path = "a/b", .role = "Guest", .can_write = false}, ErrorKind::authentication, std::nullopt},
      {"stranger", {.path = "a/b", .can_write = false}, ErrorKind::authentication, std::nullopt},
      {"archived", {.path = "a/b", .archived = true, .can_write = false}, ErrorKind::refused, ErrorKind::refused},
      {"no issues",
       {.path = "a/b", .issues_enabled = false, .can_write = false},
       ErrorKind::refused,
       ErrorKind::refused},
  };
  const auto kind = [](const std::optional<Error>& error) { return error ? std::optional{error->kind} : std::nullopt; };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK((kind(app::refusal_of(row.project)) == row.edits));
    CHECK((kind(app::refusal_of(row.project, edits)) == row.edits));
    CHECK((kind(app::refusal_of(row.project, notes)) == row.notes));
  }
}
