#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "render/core/table.hpp"
#include "render/core/wrap.hpp"

using namespace secokr::render;

namespace {

Table sample() {
  Table table({{.header = "KR"}, {.header = "Progress", .right = true}, {.header = "Title", .wraps = true}});
  table.add_row({"Training/KR1", "40 %", "Achieve 90% completion rate org wide for annual security training"});
  table.add_row({"Übung/KR2", "7 %", "短い題名"});
  return table;
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (const auto line : secokr::base::split(text, '\n')) widest = std::max(widest, secokr::base::display_width(line));
  return widest;
}

}  // namespace

TEST_CASE("A table in a pipe is aligned and whole", "[render]") {
  CHECK(sample().to_text({}) ==
        "KR            Progress  Title\n"
        "------------  --------  -----------------------------------------------------------------\n"
        "Training/KR1      40 %  Achieve 90% completion rate org wide for annual security training\n"
        "Übung/KR2          7 %  短い題名\n");
}

TEST_CASE("A table on a narrow terminal wraps its text and loses nothing", "[render]") {
  const auto text = sample().to_text({.width = 50});
  CHECK(text ==
        "KR            Progress  Title\n"
        "------------  --------  --------------------------\n"
        "Training/KR1      40 %  Achieve 90% completion\n"
        "                        rate org wide for annual\n"
        "                        security training\n"
        "Übung/KR2          7 %  短い題名\n");
  CHECK(widest_line(text) <= 50);
}

TEST_CASE("A table knows whether it fits, and its headers wrap too", "[render]") {
  Table table({{"Name"}, {"Long header", false, true}});
  table.add_row({"training", "a text of some words"});
  CHECK(table.fits({}, 1000));
  CHECK(table.fits({.width = 20}, 10));
  CHECK_FALSE(table.fits({.width = 19}, 10));
  CHECK(table.fits({.width = 30}, 100));
  CHECK_FALSE(table.fits({.width = 29}, 100));
  CHECK(table.to_text({.width = 20}) ==
        "Name      Long\n"
        "          header\n"
        "--------  ----------\n"
        "training  a text of\n"
        "          some words\n");
}

TEST_CASE("Colour changes no alignment, and text from elsewhere brings none", "[render]") {
  Table table({{.header = "A"}, {.header = "B"}});
  table.add_row({{"bad", Tone::bad}, "x\x1b[31m\ny"});
  const auto plain = table.to_text({});
  CHECK(plain == "A    B\n---  -------\nbad  x[31m y\n");
  auto coloured = table.to_text({.style = {.colour = true}});
  CHECK(coloured.find("\x1b[1;31mbad\x1b[0m  x") != std::string::npos);
}

TEST_CASE("Text wraps at blanks and keeps words whole", "[render]") {
  CHECK(wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("a verylongword b", 5) == std::vector<std::string>{"a", "verylongword", "b"});
  CHECK(wrap("a\n\nb", 5) == std::vector<std::string>{"a", "", "b"});
  CHECK(wrap("", 5) == std::vector<std::string>{""});
  CHECK(wrap("any length at all", std::nullopt) == std::vector<std::string>{"any length at all"});
}

TEST_CASE("Terms and their texts stand beside each other where there is room", "[render]") {
  const std::vector<Term> terms{
      {"-a", "One two three four five six seven eight"}, {"--long-option TEXT", "Short"}, {"bare", ""}};
  CHECK(term_list(terms, 60) ==
        "  -a                  One two three four five six seven\n"
        "                      eight\n"
        "  --long-option TEXT  Short\n"
        "  bare\n");
  CHECK(term_list(terms, 40) ==
        "  -a\n"
        "      One two three four five six seven\n"
        "      eight\n"
        "  --long-option TEXT\n"
        "      Short\n"
        "  bare\n");
}
