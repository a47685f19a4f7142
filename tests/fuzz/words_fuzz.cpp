// libFuzzer: quarters, days and titles read back as they were written; calendar lines are folded as RFC 5545 asks;
// words come out without control characters.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <secokr/day.hpp>
#include <secokr/placeholder.hpp>
#include <secokr/quarter.hpp>
#include <secokr/titles.hpp>

#include "base/text.hpp"
#include "render/core/ics.hpp"
#include "render/core/json.hpp"

using namespace secokr;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

void check_names(const std::string& text) {
  if (const auto quarter = parse_quarter(text)) {
    require(quarter->ok());
    require(parse_quarter(to_string(*quarter)) == *quarter);
  }
  (void)resolve_quarter(text, {{2028, 1}, {2027, 4}});
  if (const auto day = parse_day(text)) require(parse_day(to_string(*day)) == *day);
  if (const auto title = parse_title(text)) {
    const auto written = title->key_result
                             ? key_result_title(title->quarter, *title->key_result, title->reference, title->title)
                             : objective_title(title->quarter, title->reference, title->title);
    const auto again = parse_title(written);
    require(again.has_value());
    require(again->reference == title->reference && again->title == title->title);
    require(again->key_result == title->key_result);
  }
  (void)parse_key_result_name(text);
  const std::vector<std::string> references{text, "Security Training", text + "x"};
  (void)match_reference(text, references);
}

void check_calendar(const std::string& text) {
  render::IcsWriter writer;
  writer.text("SUMMARY", text);
  const std::string& lines = writer.str();
  for (std::size_t at = 0; at < lines.size();) {
    const auto end = lines.find("\r\n", at);
    require(end != std::string::npos && end - at <= 75);
    for (std::size_t i = at; i < end; ++i) require(lines[i] != '\n' && lines[i] != '\r');
    if (at > 0) require(lines[at] == ' ');
    at = end + 2;
  }
}

void check_words(const std::string& text) {
  const auto clean = base::strip_controls(text);
  for (const unsigned char c : clean) require(c >= 0x20 || c == '\n' || c == '\t');
  require(base::valid_utf8(clean) || !base::valid_utf8(text));
  require(base::valid_utf8(text) == base::valid_utf8(base::fold_case(text)) || !base::valid_utf8(text));
  (void)base::words_of(text);
  (void)left_placeholder(text);
  const auto json = render::dump(render::Json(text));
  require(render::Json::accept(json));
  (void)base::slug(text);
  (void)base::fold_case(text);
  (void)base::ellipsize(clean, 20);
  (void)base::single_spaced(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check_names(text);
  check_calendar(text);
  check_words(text);
  return 0;
}
