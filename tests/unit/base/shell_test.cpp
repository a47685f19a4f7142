#include "base/shell.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

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

TEST_CASE("a line is parted as a shell parts it") {
  using Words = std::vector<std::string>;
  using secokr::base::shell_words;
  CHECK(shell_words("code --wait") == Words{"code", "--wait"});
  CHECK(shell_words("  code   --wait\t-n  ") == Words{"code", "--wait", "-n"});
  CHECK(shell_words("\"my editor/ed\" --wait") == Words{"my editor/ed", "--wait"});
  CHECK(shell_words("'my editor/ed'") == Words{"my editor/ed"});
  CHECK(shell_words("my\\ editor/ed -x") == Words{"my editor/ed", "-x"});
  CHECK(shell_words("a'b c'd\"e f\"") == Words{"ab cde f"});
  CHECK(shell_words("'a\\b' \"a\\b\" \"a\\\\b\" \"a\\\"b\" a\\\\b") == Words{"a\\b", "a\\b", "a\\b", "a\"b", "a\\b"});
  CHECK(shell_words("'' \"\"") == Words{"", ""});
  CHECK(shell_words("$HOME/ed `x` *") == Words{"$HOME/ed", "`x`", "*"});
  CHECK(shell_words("") == Words{});
  CHECK_FALSE(shell_words("'open"));
  CHECK_FALSE(shell_words("\"open"));
}

TEST_CASE("what is quoted is parted again into what it was") {
  for (const std::string word :
       {"a", "two words", "it's", "say \"no\"", "a\\b", "$x", "`x`", "", "'", "\"", "\\", "#12"}) {
    CHECK(secokr::base::shell_words(shell_quoted(word)) == std::vector{word});
    CHECK(secokr::base::shell_words(shell_word(word)) == std::vector{word});
  }
}
