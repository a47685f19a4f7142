#include "render/core/markdown.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace secokr::render;

namespace {

/// Whether GitLab would notify somebody: an `@` that no word stands before, outside code.
bool is_live(const std::string& markdown) {
  bool code = false;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    // What a link says mentions nobody.
    if (markdown.compare(i, 5, "<http") == 0) i = markdown.find('>', i);
    if (markdown[i] == '`' && (i == 0 || markdown[i - 1] != '\\')) code = !code;
    // For GitLab an underscore is part of a word.
    const bool behind_word =
        i > 0 && (markdown[i - 1] == '_' || std::isalnum(static_cast<unsigned char>(markdown[i - 1])) != 0);
    const bool before_word = i + 1 < markdown.size() && std::isalnum(static_cast<unsigned char>(markdown[i + 1])) != 0;
    if (markdown[i] == '@' && !code && !behind_word && before_word) return true;
  }
  return false;
}

const std::vector<std::string> texts{
    "@all",        "ask @all now", "(@here)",           "a @all, b @here.",  "`@all`", "x`@all", "@all@here",
    "_@all_",      "**@all**",     "@group/sub",        "~@all|@all",        "@a-b.c", "1@all",  "@ all",
    "mail a@b.de", "\n@all\n@all", "https://x.de/@all", "`code` @all `more`"};

}  // namespace

TEST_CASE("no text of people notifies anybody where secokr writes it into a page") {
  for (const std::string& text : texts) {
    INFO(text);
    CHECK_FALSE(is_live(markdown_text(text)));
    CHECK_FALSE(is_live(markdown_unmentioned(text)));
    CHECK_FALSE(is_live(markdown_link(text, "https://example.com/1")));
    CHECK_FALSE(is_live(markdown_person(text)));
  }
}

TEST_CASE("text that is sent on stays as it is but for names") {
  CHECK(without_mentions("- a *b* for @all, see `@x` and a@b.de\n- @c-d.") ==
        "- a *b* for `@all`, see `@x` and a@b.de\n- `@c-d`.");
  CHECK(without_mentions("nobody") == "nobody");
}
