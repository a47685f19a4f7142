#include "cli/write/unfinished_run.hpp"

#include <date/date.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "black_box/machine.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"
#include "workspace/unfinished.hpp"

using namespace secokr;
using namespace date::literals;

namespace {

const char* const k_excluding = "secokr draft exclude \"Secure Pipeline\" --reason \"beyond five\"";
const char* const k_renumbering = "secokr draft renumber \"Secure Pipeline\" --order 2,1";

/// A division whose CISO plans, and the memory of a run that was cut off.
struct CutOff {
  CutOff() {
    std::filesystem::copy(test::data_folder() / "workspaces/division", machine.folder(),
                          std::filesystem::copy_options::recursive);
    machine.set_environment("SECOKR_USER", "ciso");
    on(Day{2026_y / 12 / 21});
  }
  void on(Day day) { machine.clock().set(base::Instant{day} + std::chrono::hours{12}); }
  std::string text(const std::string& name) const { return test::read(machine.folder() / "okrs/FY28-Q1" / name); }
  workspace::UnfinishedRuns runs() const {
    return workspace::UnfinishedRuns(base::StateFolder(machine.folder(), ".secokr"));
  }
  static std::string line(std::string_view typed) {
    auto words = test::shell_words(typed);
    words.erase(words.begin());
    return cli::line_to_repeat(words);
  }
  bool remembers(std::string_view typed) const { return runs().find(line(typed))->has_value(); }
  test::Machine machine{};
};

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (const std::string_view each : base::split(text, '\n'))
    found += each.find(part) != std::string_view::npos ? 1U : 0U;
  return found;
}

}  // namespace

TEST_CASE("a decision that was cut off keeps its day, and stands on the record once") {
  CutOff place;
  const std::string record = "- 2026-12-21 · P5 · Secure Pipeline · excluded · beyond five · by @ciso";
  REQUIRE(place.runs().begin({.line = CutOff::line(k_excluding), .records = {record}}).has_value());
  const bool was_written = GENERATE(true, false);
  const auto decisions = place.machine.folder() / "okrs/FY28-Q1/decisions.md";
  if (was_written) test::write(decisions, "# Decisions of FY28-Q1\n\n" + record + "\n");
  place.on(Day{2026_y / 12 / 22});
  REQUIRE(place.machine.run_line(k_excluding).code == 0);
  CHECK(times(place.text("decisions.md"), "Secure Pipeline") == 1);
  CHECK(times(place.text("decisions.md"), record) == 1);
  CHECK(times(place.text("secure-pipeline.md"), "Status: excluded") == 1);
  CHECK_FALSE(place.remembers(k_excluding));
}

TEST_CASE("the same decision on another day is another one where nothing was cut off") {
  CutOff place;
  REQUIRE(place.machine.run_line(k_excluding).code == 0);
  REQUIRE(place.machine.run_line("secokr draft include \"Secure Pipeline\"").code == 0);
  place.on(Day{2026_y / 12 / 22});
  REQUIRE(place.machine.run_line(k_excluding).code == 0);
  CHECK(times(place.text("decisions.md"), "beyond five") == 2);
  CHECK_FALSE(place.remembers(k_excluding));
}

TEST_CASE("an edit that was made before the run was cut off is not made again") {
  CutOff place;
  const std::string before = place.text("secure-pipeline.md");
  REQUIRE(place.machine.run_line(k_renumbering).code == 0);
  const std::string once = place.text("secure-pipeline.md");
  CHECK(once != before);
  REQUIRE(place.runs()
              .begin({.line = CutOff::line(k_renumbering),
                      .files = {{"okrs/FY28-Q1/secure-pipeline.md", base::sha256_hex(once)}}})
              .has_value());
  const auto again = place.machine.run_line(k_renumbering);
  CHECK(again.code == 0);
  CHECK_THAT(again.out, Catch::Contains("cut off had done all of it"));
  CHECK(place.text("secure-pipeline.md") == once);
  // It has ended now: the same line once more would be another change, and is one that is meant.
  const auto repeated = place.machine.run_line(k_renumbering);
  CHECK(repeated.code == 0);
  CHECK_THAT(repeated.out, Catch::Contains("carried out before"));
  CHECK(place.text("secure-pipeline.md") == once);
  REQUIRE(place.machine.run_line(k_renumbering + std::string(" --yes")).code == 0);
  CHECK(place.text("secure-pipeline.md") == before);
}

TEST_CASE("a line that counts from where things stand is carried out where they changed since") {
  CutOff place;
  const std::string before = place.text("secure-pipeline.md");
  REQUIRE(place.machine.run_line(k_renumbering).code == 0);
  const auto path = place.machine.folder() / "okrs/FY28-Q1/secure-pipeline.md";
  const auto edited = [](std::string text) { return text.insert(text.find('\n'), " for everybody"); };
  test::write(path, edited(place.text("secure-pipeline.md")));
  REQUIRE(place.machine.run_line(k_renumbering).code == 0);
  CHECK(place.text("secure-pipeline.md") == edited(before));
}

TEST_CASE("a run that ends leaves no memory, and one that is refused neither") {
  CutOff place;
  for (const char* typed :
       {k_excluding, "secokr draft exclude Nobody --reason x", "secokr draft business-as-usual --reason backlog"}) {
    INFO(typed);
    (void)place.machine.run_line(typed);
    CHECK_FALSE(std::filesystem::exists(place.machine.folder() / ".secokr/unfinished.json"));
  }
}

TEST_CASE("a line is the same on another day and however its results are shown") {
  using Words = std::vector<std::string>;
  const Words words{"draft", "exclude", "Supplier Assurance", "--reason", "x"};
  const std::string line = cli::line_to_repeat(words);
  CHECK(line == "draft exclude \"Supplier Assurance\" --reason x");
  for (const Words& more : {Words{"--as-of", "2027-01-04"}, Words{"--as-of=2027-01-04"}, Words{"--json"}, Words{"-v"},
                            Words{"--format", "json"}, Words{"--yes"}, Words{"-C", "there"}}) {
    Words longer = more;
    longer.insert(longer.end(), words.begin(), words.end());
    CHECK(cli::line_to_repeat(longer) == line);
    longer = words;
    longer.insert(longer.end(), more.begin(), more.end());
    CHECK(cli::line_to_repeat(longer) == line);
  }
  CHECK(cli::line_to_repeat({"draft", "exclude", "Supplier Assurance", "--reason", "y"}) != line);
}
