#include <catch2/catch.hpp>
#include <string>

#include "config/config.hpp"
#include "config/org_reader.hpp"
#include "config/toml_file.hpp"
#include "support/temporary_folder.hpp"

using namespace secokr;
using namespace secokr::config;
using Catch::Matchers::Contains;

namespace {

Expected<Config> load_text(const std::string& text) {
  test::TemporaryFolder folder;
  test::write(folder / "secokr.toml", text);
  Sources sources;
  sources.workspace_file = folder / "secokr.toml";
  return load(sources);
}

const std::string area = "[[area]]\nname = \"SecOps\"\nleader = \"ops\"\n";  // three lines

}  // namespace

TEST_CASE("an org without an area is a beginning", "[config][org]") { CHECK(load_text("# nothing yet\n")); }

TEST_CASE("a username may carry its '@', and a role gives a level", "[config][org]") {
  const auto config = load_text(area +
                                "[[team]]\nname = \"SIRT\"\narea = \"secops\"\nmanager = \"@mia\"\n"
                                "[[person]]\nusername = \"@ops\"\n"
                                "[[person]]\nusername = \"mia\"\n"
                                "[[person]]\nusername = \"ida\"\nteam = \"SIRT\"\n");
  REQUIRE(config);
  const Org& org = config->org;
  CHECK(org.teams[0].manager == "mia");
  CHECK(org.people[0].level == Level::director);
  CHECK(org.people[1].level == Level::manager);
  CHECK(org.people[2].level == Level::ic);
}

TEST_CASE("an org that does not fit together is refused with the line", "[config][org]") {
  const auto [text, line, part] = GENERATE(table<std::string, std::size_t, std::string>({
      {"[[area]]\nname = \"SecOps\"\n", 1, "every [[area]] has `leader`"},
      {"[[area]]\nleader = \"x\"\n", 1, "every [[area]] has `name`"},
      {"[[area]]\nname = 1\nleader = \"x\"\n", 2, "`name` of [[area]] is a text"},
      {"[[area]]\nname = \"A\"\nleader = \"not a name\"\n", 3, "`leader` of [[area]] is a username"},
      {"[[area]]\nname = \"A\"\nleader = \"x\"\nstrategy = \"wiki\"\n", 4, "`strategy` of [[area]] is a URL"},
      {"[[area]]\nname = \"A\"\nleeder = \"x\"\n", 3, "did you mean `leader`?"},
      {"[area]\nname = \"A\"\n", 2, "`[[area]]`, in double brackets"},
      {"[[areas]]\nname = \"A\"\n", 1, "did you mean [[area]]?"},
      {area + "[[area]]\nname = \"secops\"\nleader = \"b\"\n", 5, "each area once; secops stands on line 2 already"},
      {"[[area]]\nname = \"ÄREA\"\nleader = \"a\"\n[[area]]\nname = \"ärea\"\nleader = \"b\"\n", 5, "each area once"},
      {area + "[[team]]\nname = \"T\"\narea = \"SecOp\"\nmanager = \"m\"\n", 6, "did you mean SecOps?"},
      {area + "[[team]]\nname = \"T\"\nmanager = \"m\"\n", 4, "`area`, or `external = true`"},
      {area + "[[team]]\nname = \"T\"\narea = \"SecOps\"\n", 4, "every [[team]] has `manager`"},
      {area + "[[team]]\nname = \"T\"\narea = \"SecOps\"\nexternal = true\nmanager = \"m\"\n", 6, "not both"},
      {area + "[[team]]\nname = \"T\"\nexternal = \"yes\"\nmanager = \"m\"\n", 6, "true or false"},
      {area + "[[team]]\nname = \"T\"\nexternal = true\nmanager = \"m\"\n[[team]]\nname = \"t\"\nexternal = "
              "true\nmanager = \"m\"\n",
       9, "each team once"},
      {area + "[[person]]\nusername = \"a\"\n[[person]]\nusername = \"A\"\n", 7,
       "each username once; A stands on line 5 already"},
      {area + "[[person]]\nname = \"Nobody\"\n", 4, "every [[person]] has `username`"},
      {area + "[[person]]\nusername = \"a\"\nlevel = \"boss\"\n", 6, "one of ic, manager"},
      {area + "[[person]]\nusername = \"a\"\narea = \"Nowhere\"\n", 6, "an area that has an [[area]]"},
      {area + "[[person]]\nusername = \"a\"\nteam = \"Nowhere\"\n", 6, "a team that has a [[team]]"},
      {area + "[[person]]\nusername = \"a\"\nreports_to = \"opps\"\n", 6, "did you mean ops?"},
      {area + "[[person]]\nusername = \"a\"\nreports_to = \"a\"\n", 6, "a circle: a -> a"},
      {area + "[[person]]\nusername = \"a\"\nreports_to = \"b\"\n[[person]]\nusername = \"b\"\nreports_to = \"a\"\n", 6,
       "a circle: a -> b -> a"},
      {area + "[[person]]\nusername = \"a\"\nlevel = \"ciso\"\n[[person]]\nusername = \"b\"\nlevel = \"ciso\"\n", 9,
       "one CISO; the other stands on line 6"},
  }));
  CAPTURE(text);
  const auto config = load_text(text);
  REQUIRE_FALSE(config);
  CHECK(config.error().kind == ErrorKind::configuration);
  std::string all;
  bool found = false;
  for (const ErrorNote& note : config.error().notes) {
    all += std::to_string(note.line.value_or(0)) + ": " + note.expected + "\n";
    found = found || (note.line == line && note.expected.find(part) != std::string::npos);
  }
  INFO(all);
  CHECK(found);
}

TEST_CASE("a circle is told once, however many stand in it or below it", "[config][org]") {
  std::string text = area;
  for (const char* pair : {"a b", "b c", "c a", "d a"}) {
    text += "[[person]]\nusername = \"" + std::string(1, pair[0]) + "\"\nreports_to = \"" + std::string(1, pair[2]) +
            "\"\n";
  }
  const auto config = load_text(text);
  REQUIRE_FALSE(config);
  CHECK(config.error().notes.size() == 1);
}

TEST_CASE("org: thousands of people with the same slip, and a long line of reports, are read in time") {
  std::string text =
      "[[area]]\nname = \"A\"\nleader = \"lead\"\n[[team]]\nname = \"Infrastructure\"\narea = \"A\"\nmanager = \"m\"\n";
  for (int i = 0; i < 3000; ++i)
    text += "[[person]]\nusername = \"p" + std::to_string(i) + "\"\nteam = \"Infrastructur\"\nreports_to = \"" +
            (i == 0 ? "lead" : "p" + std::to_string(i - 1)) + "\"\n";
  const auto file = config::read_toml(text, "secokr.toml");
  REQUIRE(file);
  std::vector<ErrorNote> notes;
  (void)config::read_org(*file, notes);
  CHECK(notes.size() == 3000);
  CHECK(notes.front().expected.find("Infrastructure") != std::string::npos);
}
