#include <catch2/catch.hpp>

#include "paged_server.hpp"

using namespace secokr;
using http::Header;
using http::Method;
using http::PagedList;
using test::answer;
using test::by_cursor;
using test::items;
using test::PagedServer;
using test::Reading;
using test::Tells;
using test::up_to;

TEST_CASE("every row once and in order, whatever the server tells", "[paginate]") {
  const Tells servers[] = {
      {.total_pages = true, .total = true, .link = true, .next_page = true},
      {.total_pages = true},
      {.total = true},
      {.link = true},
      {.next_page = true},
      {.link = true, .next_page = true},
  };
  std::size_t lists = 0;
  for (const Tells& tells : servers)
    for (const bool has_cursors : {false, true})
      for (const std::size_t rows : {0U, 1U, 2U, 3U, 6U, 7U, 24U, 25U})
        for (const std::size_t per_page : {1U, 2U, 3U, 7U, 100U})
          for (const std::size_t window : {0U, 1U, 2U, 6U}) {
            CAPTURE(tells.total_pages, tells.total, tells.link, tells.next_page, has_cursors, rows, per_page, window);
            PagedList list = items(per_page);
            if (has_cursors) list.keyset = by_cursor;
            Reading reading(list, window);
            reading.script.always(Method::get, "/items", PagedServer{.rows = rows, .tells = tells, .most_a_page = 3});
            REQUIRE(reading.read());
            REQUIRE(reading.rows == up_to(rows));
            const std::size_t most = std::max<std::size_t>(1, window);
            REQUIRE(std::ranges::all_of(reading.script.windows, [&](std::size_t size) { return size <= most; }));
            // One more by cursor: the page that told to begin anew is not taken.
            REQUIRE(reading.most_ahead <= most + 1);
            ++lists;
          }
  CHECK(lists == 6 * 2 * 8 * 5 * 4);
}

TEST_CASE("without any header there is one page", "[paginate]") {
  for (const bool has_cursors : {false, true}) {
    PagedList list = items(3);
    if (has_cursors) list.keyset = by_cursor;
    Reading reading(list);
    reading.script.on(Method::get, "/items", answer(200, "1 2 3 4 5 "));
    REQUIRE(reading.read());
    CHECK(reading.rows == up_to(5));
  }
}

TEST_CASE("what is asked for, and in which windows", "[paginate]") {
  PagedList list = items(2);
  list.query = {{"labels", "a b,c"}, {"iids[]", "7"}};
  const std::string query = "GET http://gitlab.test/items?labels=a%20b%2Cc&iids[]=7&per_page=2";
  const Tells totals{.total_pages = true, .total = true, .link = true, .next_page = true};

  SECTION("with totals: the first page, then the others in windows") {
    Reading reading(list, 3);
    reading.script.always(Method::get, "/items", PagedServer{.rows = 9, .tells = totals});
    REQUIRE(reading.read());
    CHECK(reading.script.windows == std::vector<std::size_t>{1, 3, 1});
    CHECK(reading.script.asked() ==
          std::vector<std::string>{query, query + "&page=2", query + "&page=3", query + "&page=4", query + "&page=5"});
  }
  SECTION("without totals, by cursor: begun anew, then each page's own link") {
    list.keyset = by_cursor;
    Reading reading(list);
    reading.script.always(Method::get, "/items", PagedServer{.rows = 5, .tells = totals, .most_with_total = 4});
    REQUIRE(reading.read());
    const std::string link = "GET http://gitlab.test/items?per_page=2&pagination=keyset&cursor=";
    CHECK(reading.rows == up_to(5));
    CHECK(reading.script.asked() ==
          std::vector<std::string>{query,
                                   "GET http://gitlab.test/items?labels=a%20b%2Cc&iids[]=7&pagination=keyset&"
                                   "order_by=created_at&sort=asc&per_page=2",
                                   link + "2", link + "4"});
  }
  SECTION("without totals, no cursor: each page's own link") {
    Reading reading(list);
    reading.script.always(Method::get, "/items", PagedServer{.rows = 5, .tells = totals, .most_with_total = 4});
    REQUIRE(reading.read());
    const std::string link = "GET http://gitlab.test/items?per_page=2&page=";
    CHECK(reading.script.asked() == std::vector<std::string>{query, link + "2", link + "3"});
  }
  SECTION("a next page alone") {
    Reading reading(list);
    reading.script.always(Method::get, "/items", PagedServer{.rows = 5, .tells = {.next_page = true}});
    REQUIRE(reading.read());
    CHECK(reading.script.asked() == std::vector<std::string>{query, query + "&page=2", query + "&page=3"});
  }
  SECTION("a server that does not know cursors after all") {
    list.keyset = by_cursor;
    Reading reading(list);
    reading.script.always(Method::get, "/items",
                          PagedServer{.rows = 5, .tells = {.next_page = true}, .knows_cursors = false});
    REQUIRE(reading.read());
    CHECK(reading.rows == up_to(5));
    const std::string anew =
        "GET "
        "http://gitlab.test/items?labels=a%20b%2Cc&iids[]=7&pagination=keyset&order_by=created_at&sort=asc&per_page=2";
    CHECK(reading.script.asked() == std::vector<std::string>{query, anew, anew + "&page=2", anew + "&page=3"});
  }
  SECTION("a short list needs no cursor") {
    list.keyset = by_cursor;
    Reading reading(list);
    reading.script.always(Method::get, "/items", PagedServer{.rows = 2, .tells = {.link = true, .next_page = true}});
    REQUIRE(reading.read());
    CHECK(reading.script.asked() == std::vector<std::string>{query});
  }
}

TEST_CASE("more than 10,000 rows: GitLab tells no totals there", "[paginate]") {
  const Tells totals{.total_pages = true, .total = true, .link = true, .next_page = true};
  struct Row {
    std::size_t rows;
    bool has_cursors;
    std::size_t requests;
  };
  const Row rows[] = {{10'000, false, 100}, {10'000, true, 100},  {10'001, false, 101},
                      {10'001, true, 102},  {25'000, false, 250}, {25'000, true, 251}};
  for (const Row& row : rows) {
    CAPTURE(row.rows, row.has_cursors);
    PagedList list = items(100);
    if (row.has_cursors) list.keyset = by_cursor;
    Reading reading(list);
    reading.script.always(Method::get, "/items", PagedServer{.rows = row.rows, .tells = totals});
    REQUIRE(reading.read());
    CHECK(reading.rows == up_to(row.rows));
    CHECK(reading.script.requests.size() == row.requests);
    CHECK(reading.most_ahead <= 6);
  }
}

TEST_CASE("short and empty pages end nothing", "[paginate]") {
  const std::string next = "<http://gitlab.test/items?page=";
  const auto page = [&](std::string body, int number) {
    return answer(200, std::move(body), {{"Link", next + std::to_string(number) + ">; rel=\"next\""}});
  };
  Reading reading(items(2));
  reading.script.on(Method::get, "/items?per_page=2", page("", 2))
      .on(Method::get, "/items?page=2", page("1 ", 3))
      .on(Method::get, "/items?page=3", page("", 4))
      .on(Method::get, "/items?page=4", answer(200, "2 "));
  REQUIRE(reading.read());
  CHECK(reading.rows == up_to(2));
  CHECK(reading.pages == 4);

  Reading in_windows(items(2));
  const std::vector<Header> three{{"X-Total-Pages", "3"}};
  in_windows.script.on(Method::get, "/items?per_page=2", answer(200, "", three))
      .on(Method::get, "page=2", answer(200, "", three))
      .on(Method::get, "page=3", answer(200, "1 2 ", three));
  REQUIRE(in_windows.read());
  CHECK(in_windows.rows == up_to(2));
}

TEST_CASE("a list that grows or shrinks while it is read", "[paginate]") {
  const Tells totals{.total_pages = true, .total = true, .link = true, .next_page = true};
  struct Row {
    std::size_t rows_at_first;
    std::size_t rows_later;
    std::size_t most_with_total = 10'000;
    std::size_t requests = 0;
  };
  const Row rows[] = {
      {.rows_at_first = 4, .rows_later = 20, .requests = 10},                         // the total goes along
      {.rows_at_first = 4, .rows_later = 20, .most_with_total = 10, .requests = 10},  // it is told no more: the link
      {.rows_at_first = 20, .rows_later = 6, .requests = 3},  // two a window: nothing is asked beyond the new end
  };
  for (const Row& row : rows)
    for (const bool has_cursors : {false, true}) {
      CAPTURE(row.rows_at_first, row.rows_later, row.most_with_total, has_cursors);
      PagedList list = items(2);
      if (has_cursors) list.keyset = by_cursor;
      Reading reading(list, 2);
      reading.script.always(Method::get, "/items", [&, n = 0](const http::Request& request) mutable {
        return PagedServer{.rows = n++ == 0 ? row.rows_at_first : row.rows_later,
                           .tells = totals,
                           .most_with_total = row.most_with_total}(request);
      });
      REQUIRE(reading.read());
      CHECK(reading.rows == up_to(row.rows_later));
      CHECK(reading.script.requests.size() == row.requests);
    }
}

TEST_CASE("headers that are no numbers are as good as none", "[paginate]") {
  for (const std::string nonsense : {"", "many", "-3", "2.5", "3 pages", "0x3", "99999999999999999999999999"}) {
    CAPTURE(nonsense);
    Reading reading(items());
    reading.script.on(
        Method::get, "/items",
        answer(200, "1 2 ", {{"X-Total-Pages", nonsense}, {"X-Total", nonsense}, {"X-Next-Page", nonsense}}));
    REQUIRE(reading.read());
    CHECK(reading.rows == up_to(2));
  }
}

TEST_CASE("a taker that has enough ends the reading", "[paginate]") {
  const Tells totals{.total_pages = true, .total = true, .link = true, .next_page = true};
  struct Row {
    std::size_t enough;
    bool has_totals;
    std::size_t requests;
  };
  // Windows of 3 over 10 pages: 1, 2-4, 5-7, 8-10.
  const Row rows[] = {{1, true, 1},   {2, true, 4},  {4, true, 4},  {5, true, 7},
                      {10, true, 10}, {1, false, 2}, {2, false, 3}, {5, false, 6}};
  for (const Row& row : rows) {
    CAPTURE(row.enough, row.has_totals);
    PagedList list = items(2);
    list.keyset = by_cursor;
    Reading reading(list, 3);
    reading.enough = row.enough;
    reading.script.always(Method::get, "/items",
                          PagedServer{.rows = 20, .tells = totals, .most_with_total = row.has_totals ? 20U : 0U});
    REQUIRE(reading.read());
    CHECK(reading.rows == up_to(2 * row.enough));
    CHECK(reading.script.requests.size() == row.requests);
  }
}
