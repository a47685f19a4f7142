#pragma once
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "http/paginate.hpp"
#include "support/scripted_transport.hpp"

namespace secokr::test {

inline constexpr const char* origin = "http://gitlab.test";

/// Which headers a server sends with a page.
struct Tells {
  bool total_pages = false;
  bool total = false;
  bool link = false;
  bool next_page = false;
};

inline std::size_t field(const std::string& url, const std::string& name, std::size_t otherwise) {
  for (const char* before : {"?", "&"})
    if (const auto at = url.find(before + name + "="); at != std::string::npos)
      return std::stoul(url.substr(at + name.size() + 2));
  return otherwise;
}

/// A list of the rows 1 to `rows` at `/items`, by page and by cursor; a page's body is its rows, a blank after each.
struct PagedServer {
  std::size_t rows = 0;
  Tells tells{};
  std::size_t most_with_total = 10'000;
  std::size_t most_a_page = 100;
  bool knows_cursors = true;

  http::Answer operator()(const http::Request& request) const {
    const std::size_t per_page = std::min(most_a_page, field(request.url, "per_page", 20));
    const bool by_cursor = knows_cursors && request.url.find("pagination=keyset") != std::string::npos;
    const std::size_t page = field(request.url, "page", 1);
    const std::size_t begin = by_cursor ? field(request.url, "cursor", 0) : (page - 1) * per_page;
    const std::size_t end = std::min(rows, begin + per_page);

    http::Response response{.status = 200};
    for (std::size_t row = begin; row < end; ++row) response.body += std::to_string(row + 1) + " ";
    const std::string base = origin + std::string("/items?per_page=") + std::to_string(per_page);
    if (by_cursor) {
      if (end < rows)
        response.headers.push_back(
            {"Link", "<" + base + "&pagination=keyset&cursor=" + std::to_string(end) + ">; rel=\"next\""});
      return response;
    }
    const std::string next = end < rows ? std::to_string(page + 1) : "";
    const bool has_totals = rows <= most_with_total;
    if (tells.total_pages && has_totals)
      response.headers.push_back({"X-Total-Pages", std::to_string((rows + per_page - 1) / per_page)});
    if (tells.total && has_totals) {
      response.headers.push_back({"X-Total", std::to_string(rows)});
      response.headers.push_back({"X-Per-Page", std::to_string(per_page)});
    }
    if (tells.next_page) response.headers.push_back({"X-Next-Page", next});
    if (tells.link)
      response.headers.push_back({"Link", (next.empty() ? "" : "<" + base + "&page=" + next + ">; rel=\"next\", ") +
                                              "<" + base + "&page=1>; rel=\"first\""});
    return response;
  }
};

inline Expected<http::Response> judge(const http::Request& request, http::Answer given) {
  if (!given) return fail({.kind = ErrorKind::network, .what = "no answer", .reason = given.error().detail});
  if (given->status != 200)
    return fail({.kind = ErrorKind::refused, .what = "status " + std::to_string(given->status), .reason = request.url});
  return *std::move(given);
}

inline std::vector<std::size_t> rows_of(const http::Response& page) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0, end = 0; (end = page.body.find(' ', i)) != std::string::npos; i = end + 1)
    rows.push_back(std::stoul(page.body.substr(i, end - i)));
  return rows;
}

inline std::vector<std::size_t> up_to(std::size_t rows) {
  std::vector<std::size_t> result(rows);
  for (std::size_t i = 0; i < rows; ++i) result[i] = i + 1;
  return result;
}

inline http::PagedList items(std::size_t per_page = 2) {
  return {.url = origin + std::string("/items"), .per_page = per_page};
}

/// One list read to its end, with what went over the wire.
struct Reading {
  explicit Reading(const http::PagedList& list, std::size_t window = 6) : m_list(list), m_window(window) {}

  Status read() {
    const auto transport = script.transport();
    return http::read_pages(
        *transport, m_list, judge,
        [&](const http::Response& page) -> Expected<bool> {
          ++pages;
          most_ahead = std::max(most_ahead, script.requests.size() - pages);
          for (const std::size_t row : rows_of(page)) rows.push_back(row);
          return pages < enough;
        },
        m_window);
  }

  test::Script script{};
  std::vector<std::size_t> rows{};
  std::size_t pages = 0;
  std::size_t most_ahead = 0;  ///< pages fetched and not yet taken
  std::size_t enough = 1'000'000;

 private:
  http::PagedList m_list;
  std::size_t m_window;
};

inline const http::Query by_cursor{{"pagination", "keyset"}, {"order_by", "created_at"}, {"sort", "asc"}};

}  // namespace secokr::test
