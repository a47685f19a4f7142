#include "base/shell.hpp"

#include <catch2/catch.hpp>

using secokr::base::shell_quoted;
using secokr::base::shell_word;

TEST_CASE("a word is quoted so that a shell reads it back") {
  CHECK(shell_quoted("Security Training") == "\"Security Training\"");
  CHECK(shell_quoted("it's mine") == "\"it's mine\"");
  CHECK(shell_quoted("") == "\"\"");
  CHECK(shell_quoted("Cost in $") == "'Cost in $'");
  CHECK(shell_quoted("it's `x`") == "'it'\\''s `x`'");
  CHECK(shell_quoted("say \"no\"") == "'say \"no\"'");
  CHECK(shell_quoted("Now!") == "'Now!'");
  CHECK(shell_quoted("a\\b") == "'a\\b'");
}

TEST_CASE("a word is left bare where a shell does not touch it") {
  CHECK(shell_word("../okrs/FY28-Q1") == "../okrs/FY28-Q1");
  CHECK(shell_word("@ciso") == "@ciso");
  CHECK(shell_word("two words") == "\"two words\"");
  CHECK(shell_word("#12") == "\"#12\"");
  CHECK(shell_word("~user") == "\"~user\"");
  CHECK(shell_word("*.md") == "\"*.md\"");
  CHECK(shell_word("") == "\"\"");
}
