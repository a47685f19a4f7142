#include <catch2/catch.hpp>

#include "paged_server.hpp"

using namespace secokr;
using http::Method;
using http::PagedList;
using http::Response;
using test::answer;
using test::items;
using test::PagedServer;
using test::Tells;
using test::up_to;

namespace {

/// Lists of so many rows each, at `/items` with `list=N`.
struct Lists {
  explicit Lists(std::vector<std::size_t> rows, Tells tells) : m_rows(std::move(rows)), m_tells(tells) {
    script.always(Method::get, "/items", [this](const http::Request& request) {
      return PagedServer{.rows = m_rows.at(test::field(request.url, "list", 0)), .tells = m_tells}(request);
    });
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
      lists.push_back(items(2));
      lists.back().query = {{"list", std::to_string(i)}};
    }
  }

  Status read(std::size_t window, std::size_t enough = 1'000'000) {
    const auto transport = script.transport();
    taken.assign(m_rows.size(), {});
    std::size_t pages = 0;
    return http::read_lists(
        *transport, lists, test::judge,
        [&](std::size_t list, const Response& page) -> Expected<bool> {
          order.push_back(list);
          for (const std::size_t row : test::rows_of(page)) taken.at(list).push_back(row);
          return ++pages < enough;
        },
        window);
  }

  test::Script script{};
  std::vector<PagedList> lists{};
  std::vector<std::vector<std::size_t>> taken{};
  std::vector<std::size_t> order{};

 private:
  std::vector<std::size_t> m_rows;
  Tells m_tells;
};

}  // namespace

TEST_CASE("several lists: their first pages in parallel, then one after the other", "[paginate]") {
  const std::vector<std::size_t> rows{0, 1, 2, 3, 8, 0, 13, 5, 1};
  for (const Tells tells : {Tells{.total_pages = true}, Tells{.next_page = true}})
    for (const std::size_t window : {1U, 2U, 4U, 6U, 20U}) {
      CAPTURE(tells.total_pages, window);
      Lists lists(rows, tells);
      REQUIRE(lists.read(window));
      std::size_t pages = 0;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(lists.taken[i] == up_to(rows[i]));
        pages += std::max<std::size_t>(1, (rows[i] + 1) / 2);
      }
      CHECK(std::ranges::is_sorted(lists.order));
      CHECK(lists.script.requests.size() == pages);
      CHECK(lists.script.windows.front() == std::min(window, rows.size()));
      CHECK(std::ranges::all_of(lists.script.windows, [&](std::size_t size) { return size <= window; }));
    }
}

TEST_CASE("several lists end early, fail and are none", "[paginate]") {
  SECTION("early: no list after it is begun") {
    Lists lists({2, 4, 2, 2, 2}, {.total_pages = true});
    REQUIRE(lists.read(2, 2));
    CHECK(lists.order == std::vector<std::size_t>{0, 1});
    CHECK(lists.script.windows == std::vector<std::size_t>{2});
  }
  SECTION("none") {
    test::Script script;
    const auto transport = script.transport();
    CHECK(http::read_lists(*transport, {}, test::judge,
                           [](std::size_t, const Response&) -> Expected<bool> { return true; }));
    CHECK(script.requests.empty());
  }
  SECTION("the second fails: the first is taken, the third is not") {
    test::Script script;
    script.on(Method::get, "/a", answer(200, "1 "))
        .on(Method::get, "/b", answer(404))
        .on(Method::get, "/c", answer(200, "3 "));
    const auto transport = script.transport();
    const std::vector<PagedList> lists{{.url = "http://h/a"}, {.url = "http://h/b"}, {.url = "http://h/c"}};
    std::vector<std::size_t> taken;
    const Status status =
        http::read_lists(*transport, lists, test::judge, [&](std::size_t list, const Response&) -> Expected<bool> {
          taken.push_back(list);
          return true;
        });
    REQUIRE_FALSE(status);
    CHECK(status.error().reason == "http://h/b?per_page=100");
    CHECK(taken == std::vector<std::size_t>{0});
  }
}
