#include "http/url.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "http/request.hpp"

using namespace secokr::http;

TEST_CASE("everything but unreserved characters is encoded") {
  CHECK(encoded("a/b c") == "a%2Fb%20c");
  CHECK(encoded("sec-okr::p0_~.") == "sec-okr%3A%3Ap0_~.");
  CHECK(encoded("é%\n") == "%C3%A9%25%0A");
  CHECK(encoded("").empty());
}

TEST_CASE("a query keeps its order, repeats names and encodes values") {
  CHECK(with_query("https://h/x", {}) == "https://h/x");
  CHECK(with_query("https://h/x", {{"iids[]", "1"}, {"iids[]", "2"}, {"labels", "a,b &c"}}) ==
        "https://h/x?iids[]=1&iids[]=2&labels=a%2Cb%20%26c");
  CHECK(with_query("https://h/x?a=1", {{"b", "[]"}}) == "https://h/x?a=1&b=%5B%5D");
}

TEST_CASE("the next page stands in the Link header") {
  struct Row {
    std::string header;
    std::string next;
  };
  const Row rows[] = {
      {"", ""},
      {R"(<https://h/i?page=1>; rel="first", <https://h/i?page=9>; rel="last")", ""},
      {R"(<https://h/i?page=2>; rel="next", <https://h/i?page=1>; rel="first")", "https://h/i?page=2"},
      {R"(<https://h/i?page=1>; rel="prev", <https://h/i?page=3>; rel="next")", "https://h/i?page=3"},
      {R"(<https://h/i?labels=a,b;c>; rel="next")", "https://h/i?labels=a,b;c"},
      {R"(<https://h/1>; title="rel=next, <no>"; rel="prev", <https://h/2>;REL=Next)", "https://h/2"},
      {R"(<https://h/2>; rel="last next")", "https://h/2"},
      {R"(<https://h/2>; rel="nextish")", ""},
      {R"(<https://h/2)", ""},
      {R"(rel="next")", ""},
  };
  for (const Row& row : rows) {
    INFO(row.header);
    CHECK(next_link(row.header) == row.next);
  }
}

TEST_CASE("an origin is scheme, host and an unusual port") {
  struct Row {
    std::string url;
    std::string origin;
  };
  const Row rows[] = {
      {"https://gitlab.com:443/x", "https://gitlab.com"},
      {"HTTPS://GitLab.Com", "https://gitlab.com"},
      {"https://gitlab.com:/x", "https://gitlab.com"},
      {"https://gitlab.com:0443/x", "https://gitlab.com"},
      {"http://gitlab.com:443/x", "http://gitlab.com:443"},
      {"http://gitlab.com:80", "http://gitlab.com"},
      {"https://h:8443?x", "https://h:8443"},
      {"https://h#@evil.test/", "https://h"},
      {"https://[::1]:3000/x", "https://[::1]:3000"},
      {"https://[::FF]/x", "https://[::ff]"},
      // None of these is a URL that this program takes.
      {"", ""},
      {"gitlab.com/x", ""},
      {"ftp://h/x", ""},
      {"https://", ""},
      {"https:///x", ""},
      {"https://h:0/x", ""},
      {"https://h:65536/x", ""},
      {"https://h:8x/", ""},
      {"https://user:word@h/x", ""},
      {"https://h\\@evil.test/x", ""},
      {"https://h%2eevil.test/x", ""},
      {"https://h/a b", ""},
      {"https://h/a\r\nX: y", ""},
      {"https://[::1/x", ""},
      {"https://[::1]x/x", ""},
      {"https://::1/x", ""},
  };
  for (const Row& row : rows) {
    INFO(row.url);
    CHECK(origin_of(row.url) == row.origin);
  }
}

TEST_CASE("loopback is localhost, 127.0.0.0/8 and [::1]") {
  for (const std::string url : {"http://localhost/x", "https://LOCALHOST:3000", "http://127.0.0.1:80/",
                                "http://127.255.255.254", "http://[::1]:8080/x"}) {
    INFO(url);
    CHECK(is_loopback(url));
  }
  for (const std::string url :
       {"http://localhost.evil.test/", "http://evil.test/localhost", "http://127.0.0.1.evil.test", "http://127.1/",
        "http://127.0.0.256/", "http://0127.0.0.1/", "http://127.0.0.01/", "http://128.0.0.1/", "http://[::2]/",
        "http://localhost@evil.test/", "localhost", ""}) {
    INFO(url);
    CHECK_FALSE(is_loopback(url));
  }
}

TEST_CASE("a header is found whatever its case") {
  const Response response{.status = 200, .headers = {{"X-Total", "3"}, {"x-total", "4"}}};
  CHECK(response.header("x-TOTAL") == "3");
  CHECK(response.header("X-Total-Pages").empty());
}
