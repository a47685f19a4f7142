#include <catch2/catch.hpp>

#include "paged_server.hpp"

using namespace secokr;
using http::Header;
using http::Method;
using http::PagedList;
using http::Response;
using test::answer;
using test::by_cursor;
using test::items;
using test::PagedServer;
using test::Reading;
using test::Tells;
using test::up_to;

TEST_CASE("which next pages are refused", "[paginate]") {
  struct Row {
    std::vector<Header> headers;
    std::string what;
    std::string in_reason;
  };
  const auto link = [](const std::string& url) { return std::vector<Header>{{"Link", "<" + url + ">; rel=\"next\""}}; };
  const std::string host = "the server names a next page on another host";
  const std::string list = "the server names a next page of another list";
  const std::string again = "the server names a next page that was read already";
  const Row rows[] = {
      {link("http://evil.test/items?page=2"), host, "http://evil.test"},
      {link("http://gitlab.test.evil.test/items?page=2"), host, "http://gitlab.test.evil.test"},
      {link("http://gitlab.test@evil.test/items?page=2"), host, "no address"},
      {link("https://gitlab.test/items?page=2"), host, "https://gitlab.test"},
      {link("http://gitlab.test:8080/items?page=2"), host, "http://gitlab.test:8080"},
      {link("//evil.test/items?page=2"), host, "no address"},
      {link("/items?page=2"), host, "no address"},
      {link("file:///etc/passwd"), host, "no address"},
      {link("http://gitlab.test/users?page=2"), list, "http://gitlab.test/users"},
      {link("http://gitlab.test/items/../users?page=2"), list, "http://gitlab.test/items/../users"},
      {link("http://gitlab.test?page=2"), list, "http://gitlab.test"},
      {link("http://gitlab.test/items?per_page=2"), again, "never end"},
      {{{"X-Next-Page", "1"}}, again, "never end"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.headers.front().value);
    Reading reading(items(2));
    reading.script.on(Method::get, "/items", answer(200, "1 2 ", row.headers));
    const Status status = reading.read();
    REQUIRE_FALSE(status);
    CHECK(status.error().kind == ErrorKind::refused);
    CHECK(status.error().what == row.what);
    CHECK_THAT(status.error().reason, Catch::Contains(row.in_reason));
    CHECK_FALSE(status.error().help.empty());
    CHECK(reading.script.requests.size() == 1);
  }
}

TEST_CASE("a foreign or repeated link is refused in the middle, and by cursor too", "[paginate]") {
  const auto link = [](const std::string& rest) {
    return std::vector<Header>{{"Link", "<" + rest + ">; rel=\"next\""}};
  };
  PagedList list = items(2);
  const bool has_cursors = GENERATE(false, true);
  if (has_cursors) list.keyset = by_cursor;
  Reading reading(list);
  const auto second = link("http://gitlab.test/items?cursor=2");
  reading.script.on(Method::get, "/items?per_page=2", answer(200, "1 2 ", second));
  if (has_cursors) reading.script.on(Method::get, "sort=asc&per_page=2", answer(200, "1 2 ", second));

  SECTION("foreign") {
    reading.script.on(Method::get, "cursor=2", answer(200, "3 4 ", link("http://evil.test/items?cursor=4")));
    const Status status = reading.read();
    REQUIRE_FALSE(status);
    CHECK(status.error().what == "the server names a next page on another host");
  }
  SECTION("the page itself") {
    reading.script.on(Method::get, "cursor=2", answer(200, "3 4 ", second));
    const Status status = reading.read();
    REQUIRE_FALSE(status);
    CHECK(status.error().what == "the server names a next page that was read already");
  }
  SECTION("a page before") {
    reading.script.on(Method::get, "cursor=2", answer(200, "3 4 ", link("http://gitlab.test/items?cursor=4")))
        .on(Method::get, "cursor=4", answer(200, "5 6 ", second));
    const Status status = reading.read();
    REQUIRE_FALSE(status);
    CHECK(status.error().what == "the server names a next page that was read already");
  }
  CHECK(reading.rows.size() >= 4);
}

TEST_CASE("one host and path may be spelled in several ways", "[paginate]") {
  for (const std::string url :
       {"http://gitlab.test/api/projects/g%2fp/issues?page=2", "HTTP://GitLab.test:80/api/projects/g%2Fp/issues?page=2",
        "http://gitlab.test/api/projects/g/p/issues?page=2"}) {
    CAPTURE(url);
    Reading reading({.url = "http://gitlab.test/api/projects/g%2Fp/issues", .per_page = 2});
    reading.script.on(Method::get, "per_page=2", answer(200, "1 2 ", {{"Link", "<" + url + ">; rel=\"next\""}}))
        .on(Method::get, url, answer(200, "3 "));
    REQUIRE(reading.read());
    CHECK(reading.rows == up_to(3));
  }
}

TEST_CASE("a bad answer ends the reading with the judge's error", "[paginate]") {
  const Tells totals{.total_pages = true, .total = true, .link = true, .next_page = true};
  struct Row {
    std::size_t bad_request;  ///< from 1
    http::Answer answer;
    ErrorKind kind;
    std::size_t pages;
  };
  const auto lost = test::no_answer(http::Fault::lost, "reset");
  const Row rows[] = {
      {1, answer(404), ErrorKind::refused, 0},
      {3, answer(500, "9 9 "), ErrorKind::refused, 2},
      {5, lost, ErrorKind::network, 4},
  };
  for (const Row& row : rows)
    for (const std::size_t most_with_total : {0U, 100U}) {
      CAPTURE(row.bad_request, most_with_total);
      Reading reading(items(2), 3);
      reading.script.always(Method::get, "/items", [&, n = 0U](const http::Request& request) mutable {
        return ++n == row.bad_request
                   ? row.answer
                   : PagedServer{.rows = 20, .tells = totals, .most_with_total = most_with_total}(request);
      });
      const Status status = reading.read();
      REQUIRE_FALSE(status);
      CHECK(status.error().kind == row.kind);
      CHECK(reading.pages == row.pages);
      CHECK(reading.rows == up_to(2 * row.pages));
    }
}

TEST_CASE("the taker's own error ends the reading", "[paginate]") {
  test::Script script;
  script.always(Method::get, "/items", PagedServer{.rows = 20, .tells = {.link = true}});
  const auto transport = script.transport();
  std::size_t pages = 0;
  const Status status = http::read_pages(*transport, items(2), test::judge, [&](const Response&) -> Expected<bool> {
    if (++pages == 2) return fail({.kind = ErrorKind::network, .what = "this is no page"});
    return true;
  });
  REQUIRE_FALSE(status);
  CHECK(status.error().what == "this is no page");
  CHECK(pages == 2);
}
