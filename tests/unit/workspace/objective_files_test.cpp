#include "workspace/objective_files.hpp"

#include <catch2/catch.hpp>
#include <variant>

#include "support/temporary_folder.hpp"
#include "tracker/apply/executor.hpp"
#include "workspace/file_change.hpp"

using namespace secokr;
using namespace secokr::workspace;
using Catch::Matchers::Contains;

namespace {

const Quarter quarter{2028, 1};

std::string objective_text(const std::string& reference) {
  return "# Build " + reference + "\n\n- Reference: " + reference +
         "\n- DRI: @director\n- Area: SecOps\n\nProse.\n\n## KR1: First\n<!-- secokr:id 00000000000000aa -->\n\n- DRI: "
         "@manager\n\n## KR2: Second\n\n- DRI: @manager\n";
}

class Fixture {
 public:
  Fixture() { test::write(m_folder / "secokr.toml", ""); }
  void file(const std::string& name, const std::string& text) {
    test::write(m_folder / ("okrs/FY28-Q1/" + name), text);
  }
  Workspace workspace() const { return *Workspace::open(m_folder.path()); }
  std::vector<ObjectiveFile> files() const {
    auto files = read_objective_files(workspace(), quarter);
    REQUIRE(files);
    return *std::move(files);
  }
  const test::TemporaryFolder& folder() const { return m_folder; }

 private:
  test::TemporaryFolder m_folder;
};

}  // namespace

TEST_CASE("the objective files of a quarter are read by name", "[objective_files]") {
  Fixture fixture;
  CHECK(fixture.files().empty());
  for (const char* name : {"b.md", "a.md"}) fixture.file(name, objective_text(name[0] == 'a' ? "Alpha" : "Beta"));
  for (const char* name : {"README.md", "decisions.md", "notes.txt", ".hidden.md", ".secokr-1-1", "published.json"})
    fixture.file(name, "x");
  const auto files = fixture.files();
  REQUIRE(files.size() == 2);
  CHECK(files[0].path == "okrs/FY28-Q1/a.md");
  CHECK(files[0].document.objective().reference == "Alpha");
  CHECK(files[1].document.objective().reference == "Beta");
  CHECK(files[1].file.text == objective_text("Beta"));
  CHECK(require_understood(files));
}

TEST_CASE("what cannot be understood is told of all files at once", "[objective_files]") {
  Fixture fixture;
  fixture.file("a.md", "# A\n\n- Reference: A\n- DRI: @d\n- Area: X\n- Priority: p9\n- Weight of it all: 3\n");
  fixture.file("b.md", "# B\n\n- Reference: B\n- DRI: @d\n- Area: X\n- Status: ready\n");
  fixture.file("c.md", objective_text("C"));
  const auto status = require_understood(fixture.files());
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::local_file);
  CHECK(status.error().what == "2 objective files cannot be understood");
  REQUIRE(status.error().notes.size() == 3);
  CHECK(status.error().notes[0].path == "okrs/FY28-Q1/a.md");
  CHECK(status.error().notes[0].line == 6);
  CHECK(status.error().notes[0].text == "- Priority: p9");
  CHECK_FALSE(status.error().notes[0].expected.empty());
  CHECK(status.error().notes[2].path == "okrs/FY28-Q1/b.md");
}

TEST_CASE("an objective is found by its reference or the beginning of it", "[objective_files]") {
  Fixture fixture;
  for (const char* reference : {"Red", "Red Team", "Security Training", "Security Tooling"})
    fixture.file(std::string(reference) + ".md", objective_text(reference));
  const auto files = fixture.files();
  const auto [word, reference] = GENERATE(table<std::string, std::string>({{"Red", "Red"},
                                                                           {"red", "Red"},
                                                                           {"red t", "Red Team"},
                                                                           {" RED TEAM ", "Red Team"},
                                                                           {"security tr", "Security Training"}}));
  CAPTURE(word);
  const auto found = find_objective(files, word);
  REQUIRE(found);
  CHECK((*found)->document.objective().reference == reference);

  const auto ambiguous = find_objective(files, "Security T");
  REQUIRE_FALSE(ambiguous);
  CHECK(ambiguous.error().kind == ErrorKind::usage);
  CHECK_THAT(ambiguous.error().reason,
             Contains("Security Training (okrs/FY28-Q1/Security Training.md)") && Contains("Security Tooling"));

  const auto unknown = find_objective(files, "Read Team");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().kind == ErrorKind::usage);
  CHECK_THAT(unknown.error().help, Contains("did you mean \"Red Team\"?"));
  CHECK_THAT(find_objective(files, "Nothing like it").error().reason, Contains("Security Tooling"));
  CHECK_FALSE(find_objective(files, ""));
  CHECK_THAT(find_objective({}, "x").error().help, Contains("secokr draft objective"));
}

TEST_CASE("a key result is found by number or by what was published", "[objective_files]") {
  Fixture fixture;
  fixture.file("a.md", objective_text("Alpha"));
  const auto files = fixture.files();
  const auto named = [&](const char* text, const Published* published = nullptr) {
    return find_key_result(files, *parse_key_result_name(text), published);
  };
  const auto second = named("alp/KR2");
  REQUIRE(second);
  CHECK(second->key_result->title == "Second");
  CHECK(second->file == &files[0]);

  CHECK(named("Alpha/KR3").error().kind == ErrorKind::usage);
  CHECK_THAT(named("Alpha/KR3").error().reason, Contains("Alpha/KR1, Alpha/KR2"));
  KeyResultName objective_only;
  objective_only.reference = "Alpha";
  CHECK_THAT(find_key_result(files, objective_only).error().what, Contains("names an objective"));

  Published published;
  published.issues["00000000000000aa"].iid = 12;
  const auto by_iid = named("#12", &published);
  REQUIRE(by_iid);
  CHECK(by_iid->key_result->number == 1);
  CHECK(named("13", &published).error().kind == ErrorKind::usage);
  CHECK(named("12").error().kind == ErrorKind::usage);
}

TEST_CASE("a new file's name comes from the reference and is free", "[objective_files]") {
  const auto [reference, taken, path] = GENERATE(table<std::string, std::vector<std::string>, std::string>({
      {"Security Training", {}, "okrs/FY28-Q1/security-training.md"},
      {"Security Training", {"okrs/FY28-Q1/Security-Training.md"}, "okrs/FY28-Q1/security-training-2.md"},
      {"A", {"okrs/FY28-Q1/a.md", "okrs/FY28-Q1/a-2.md"}, "okrs/FY28-Q1/a-3.md"},
      {"README", {}, "okrs/FY28-Q1/readme-2.md"},
      {"Decisions", {}, "okrs/FY28-Q1/decisions-2.md"},
      {"安全", {}, "okrs/FY28-Q1/objective.md"},
      {"../../etc", {}, "okrs/FY28-Q1/etc.md"},
  }));
  CHECK(slug_path(quarter, reference, taken) == path);
}

TEST_CASE("an edit is a change of just its lines, refused when the file changed meanwhile", "[objective_files]") {
  Fixture fixture;
  fixture.file("a.md", objective_text("Alpha"));
  const auto files = fixture.files();
  documents::ObjectiveDocument edited = files[0].document;
  REQUIRE(edited.set_field({}, "Area", "ProdSec"));
  REQUIRE(edited.set_title(2, "Other"));
  tracker::ChangeSet set;
  set.changes = {write_objective(files[0], edited)};
  CHECK(set.changes[0].before == tracker::Fields{{"line 5", "- Area: SecOps"}, {"line 14", "## KR2: Second"}});
  CHECK(set.changes[0].after == tracker::Fields{{"line 5", "- Area: ProdSec"}, {"line 14", "## KR2: Other"}});
  tracker::ApplyOptions options;
  options.root = fixture.folder().path();

  SECTION("applied") {
    REQUIRE_FALSE(tracker::apply(set, nullptr, options).failure);
    CHECK(fixture.files()[0].file.text == edited.text());
  }
  SECTION("refused") {
    fixture.file("a.md", "theirs");
    const auto applied = tracker::apply(set, nullptr, options);
    REQUIRE(applied.failure);
    CHECK(applied.failure->kind == ErrorKind::local_file);
    CHECK(fixture.files()[0].file.text == "theirs");
  }
}

TEST_CASE("a file without a reference is named where none is found, and suggested nowhere", "[objective_files]") {
  Fixture fixture;
  fixture.file("x.md", "# Untitled\n");
  const auto files = fixture.files();
  const auto found = find_objective(files, "x");
  REQUIRE_FALSE(found.has_value());
  CHECK(found.error().help.find("\"\"") == std::string::npos);
  REQUIRE(found.error().notes.size() == 1);
  CHECK(found.error().notes.front().path == "okrs/FY28-Q1/x.md");
}

TEST_CASE("a written file shows the lines that differ", "[file_change]") {
  const auto [before, after, gone, come] = GENERATE(table<std::string, std::string, tracker::Fields, tracker::Fields>({
      {"a\nb\nc\n", "a\nx\nc\n", {{"line 2", "b"}}, {{"line 2", "x"}}},
      {"a\nb\n", "a\nb\nc\n", {}, {{"line 3", "c"}}},
      {"a\nb\nc\n", "b\nc\n", {{"line 1", "a"}}, {}},
      {"a\r\nb\r\n", "a\r\nc\r\n", {{"line 2", "b"}}, {{"line 2", "c"}}},
      {"a\nb\nc\nd\n", "x\nb\nc\ny\n", {{"line 1", "a"}, {"line 4", "d"}}, {{"line 1", "x"}, {"line 4", "y"}}},
      {"same\n", "same\n", {}, {}},
  }));
  const base::FileText file{"f", before, "hash"};
  const tracker::Change change = write_file("okrs/f.md", &file, after);
  CHECK(change.before == gone);
  CHECK(change.after == come);
  CHECK(change.subject == "file:okrs/f.md");
  CHECK(std::get<tracker::WriteFile>(change.payload).expectation.hash == "hash");
}

TEST_CASE("a new file must not be there yet", "[file_change]") {
  const tracker::Change change = write_file("okrs/f.md", nullptr, "one\ntwo\n");
  CHECK(change.after == tracker::Fields{{"text", "one\ntwo\n"}});
  CHECK(std::get<tracker::WriteFile>(change.payload).expectation.absent);
}
