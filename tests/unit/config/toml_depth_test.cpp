#include "config/toml_depth.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "config/toml_file.hpp"

using namespace secokr;

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("config: what nests too deep is refused with its line before it is parsed") {
  for (const std::size_t parts : {std::size_t{40}, std::size_t{50000}}) {
    for (const std::string& text :
         {repeated("a.", parts) + "a = 1", "[" + repeated("a.", parts) + "a]", "[[" + repeated("a.", parts) + "a]]",
          repeated("\"a\" . ", parts) + "a = 1", "x = " + repeated("[", parts), "x = " + repeated("{ a = ", parts),
          "x = { " + repeated("a.", parts) + "a = 1 }", "x = " + repeated("[", parts) + repeated("]", parts)}) {
      const auto read = config::read_toml("# one\n" + text + "\n", "x.toml");
      REQUIRE_FALSE(read);
      CHECK(read.error().kind == ErrorKind::configuration);
      REQUIRE(read.error().notes.size() == 1);
      CHECK(read.error().notes[0].line == 2);
    }
  }
}

TEST_CASE("config: dots and brackets in texts and comments are no nesting") {
  const std::string dots = repeated("a.", 60);
  for (const std::string& text :
       {"x = \"" + dots + "\"", "x = '" + dots + repeated("[", 60) + "'", "# " + dots + repeated("{", 60),
        "x = \"\"\"\n" + dots + "\n\"\"\"", "x = '''\n" + dots + "'''", "x = \"a\\\"" + dots + "\"",
        repeated("a = [1, 2.5]\n", 1) + repeated("\n", 40)}) {
    CAPTURE(text);
    CHECK_FALSE(config::too_deep_at(text));
    CHECK(config::read_toml(text, "x.toml"));
  }
}

TEST_CASE("config: a file in UTF-16 is said to be one") {
  const auto read = config::read_toml(std::string("\xFF\xFE[\0t\0]\0", 8), "x.toml");
  REQUIRE_FALSE(read);
  CHECK(read.error().notes.at(0).expected.find("UTF-16") != std::string::npos);
}
