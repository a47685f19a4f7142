#include "render/core/fit.hpp"

#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "render/core/sentence.hpp"

using namespace secokr;
using render::fitted;

TEST_CASE("a text without a width stays as it is", "[render]") {
  const std::string text = "one two three\n  - four  five\n\n";
  CHECK(fitted(text, std::nullopt) == text);
  CHECK(fitted(text, 40) == text);
}

TEST_CASE("a line that is too wide breaks at a blank and goes on below its own beginning", "[render]") {
  CHECK(fitted("FY28-Q1 · dependencies · final on 2027-01-18\n", 40) ==
        "FY28-Q1 · dependencies · final on\n2027-01-18\n");
  CHECK(fitted("  - Exploitation of known vulnerabilities\n", 30) ==
        "  - Exploitation of known\n    vulnerabilities\n");
  CHECK(fitted("wrote  okrs/FY28-Q1/detection-coverage.md\n", 40) == "wrote\n  okrs/FY28-Q1/detection-coverage.md\n");
  CHECK(fitted("aWordThatIsLongerThanThePage and more", 10) == "aWordThatIsLongerThanThePage\nand more");
}

TEST_CASE("no line that can be broken is wider than the page", "[render]") {
  const std::string text =
      "The words of 攻撃 that stand in a line, réellement, and more of them behind it\n  indented as it is";
  for (std::size_t width = 20; width < 90; ++width) {
    const std::string shown = fitted(text, width);
    for (const auto line : base::split(shown, '\n')) {
      CAPTURE(width, line);
      CHECK(base::display_width(line) <= width);
    }
  }
}

TEST_CASE("a command that is too wide for its line can be copied as one", "[render]") {
  CHECK(fitted("Next: secokr draft kr \"Detection Coverage\"\n", 40) ==
        "Next:\n  secokr draft kr \"Detection Coverage\"\n");
  CHECK(fitted("\x1b[36mNext:\x1b[0m secokr draft kr \"Detection Coverage\"\n", 40) ==
        "\x1b[36mNext:\x1b[0m\n  secokr draft kr \"Detection Coverage\"\n");
  CHECK(fitted("    secokr draft check --stage final --quarter FY28-Q1\n", 40) ==
        "    secokr draft check --stage final --quarter FY28-Q1\n");
  CHECK(fitted("What you typed is kept; `secokr update --as-of 2027-02-05` goes on with it\n", 40) ==
        "What you typed is kept;\n`secokr update --as-of 2027-02-05` goes\non with it\n");
  CHECK(render::message_lines("Next: secokr draft kr \"Detection Coverage\"", 40) ==
        "Next:\n  secokr draft kr \"Detection Coverage\"\n");
}

TEST_CASE("colours take no room", "[render]") {
  CHECK(fitted("\x1b[1mone\x1b[0m two three", 13) == "\x1b[1mone\x1b[0m two three");
}
