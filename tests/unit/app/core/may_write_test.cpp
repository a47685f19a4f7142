#include "app/core/may_write.hpp"

#include <catch2/catch.hpp>

using namespace secokr;

TEST_CASE("What is written elsewhere is not judged by the tracker's own project", "[label]") {
  const tracker::Project guest{.path = "a/b", .role = "Guest", .can_write = false};
  const tracker::Project archived{.path = "a/b", .archived = true, .can_write = false};
  struct Row {
    std::string name;
    tracker::Payload payload;
    bool concerns = false;
  };
  const Row rows[] = {
      {"an issue there", tracker::EditIssue{.ref = {"a/b", 1}}, true},
      {"an issue by its subject", tracker::EditIssue{.subject = "kr:1"}, true},
      {"an issue elsewhere", tracker::EditIssue{.ref = {"a/c", 1}}, false},
      {"a label there", tracker::EnsureLabel{}, true},
      {"a label there, by path", tracker::EnsureLabel{.home = {.project = "a/b"}}, true},
      {"a label elsewhere", tracker::EnsureLabel{.home = {.project = "a/c"}}, false},
      {"a label of a group", tracker::EnsureLabel{.home = {.group = "a"}}, false},
      {"a file", tracker::WriteFile{}, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const tracker::ChangeSet set{.changes = {{.payload = row.payload}}};
    CHECK(app::refusal_of(guest, set).has_value() == row.concerns);
    CHECK(app::refusal_of(archived, set).has_value() == row.concerns);
  }
}

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
