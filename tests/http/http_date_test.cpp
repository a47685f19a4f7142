#include "http/http_date.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace secokr;
using http::parse_http_date;

TEST_CASE("a date is read in HTTP's three forms") {
  const auto instant = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
  REQUIRE(instant.has_value());
  CHECK(instant->time_since_epoch().count() == 784111777);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == instant);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994") == instant);
  CHECK(parse_http_date(" Sun, 06 Nov 1994 08:49:37 GMT ") == instant);
}

TEST_CASE("a date that is cut off, has other bytes or no digits is none") {
  for (const std::string whole :
       {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
    for (std::size_t end = 0; end < whole.size(); ++end) CHECK_FALSE(parse_http_date(whole.substr(0, end)).has_value());
    for (std::size_t at = 0; at < whole.size(); ++at)
      for (const char byte : {'\xFF', '\x80', 'x', '\0'}) {
        std::string changed = whole;
        changed[at] = byte;
        (void)parse_http_date(changed);
        if (byte != 'x') CHECK_FALSE(parse_http_date(changed).has_value());
      }
  }
  for (const char* text : {"Fri, 15 Dec 1999 11:5:", "Fri, 32 Dec 1999 11:05:00 GMT", "soon", "120", ""})
    CHECK_FALSE(parse_http_date(text).has_value());
}
