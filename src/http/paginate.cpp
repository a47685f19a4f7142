#include "http/paginate.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace secokr::http {
namespace {

/// A header that holds a whole number and nothing else.
std::optional<std::size_t> number_in(const Response& response, std::string_view header) {
  const std::string_view text = response.header(header);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::size_t> total_pages(const Response& page, std::size_t per_page) {
  if (const auto pages = number_in(page, "X-Total-Pages")) return pages;
  const auto rows = number_in(page, "X-Total");
  if (!rows) return std::nullopt;
  const std::size_t rows_a_page = std::max<std::size_t>(1, number_in(page, "X-Per-Page").value_or(per_page));
  return *rows / rows_a_page + (*rows % rows_a_page == 0 ? 0 : 1);
}

/// The path of a URL in one spelling: servers and what stands before them write `%2F` differently.
std::string decoded_path(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto scheme = url.find("://");
  const auto slash = scheme == std::string_view::npos ? 0 : url.find('/', scheme + 3);
  if (slash == std::string_view::npos) return {};
  std::string path;
  for (std::size_t i = slash; i < url.size(); ++i) {
    unsigned byte = 0;
    const char* const digits = url.data() + i + 1;
    if (url[i] == '%' && i + 2 < url.size() && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
      path += static_cast<char>(byte);
      i += 2;
    } else {
      path += url[i];
    }
  }
  return path;
}

Error next_page_error(std::string what, std::string reason, std::string help) {
  return {.kind = ErrorKind::refused, .what = std::move(what), .reason = std::move(reason), .help = std::move(help)};
}

/// Reads one list from its first page to its last.
class ListReader {
 public:
  ListReader(Transport& transport, const PagedList& list, const Judge& judge, const TakePage& take, std::size_t window)
      : m_transport(transport), m_list(list), m_query(list.query), m_judge(judge), m_take(take), m_window(window) {}

  Request first_request() const { return page_request(1); }

  /// False when the taker has enough.
  Expected<bool> read(Answer first_answer) {
    const Request request = first_request();
    SECOKR_TRY(Response page, m_judge(request, std::move(first_answer)));
    const auto total = total_pages(page, m_list.per_page);
    const bool has_next = !next_link(page.header("Link")).empty() || !page.header("X-Next-Page").empty();
    if (!total && has_next && !m_list.keyset.empty()) return read_by_cursor();

    is_new(request.url);
    SECOKR_TRY(const bool goes_on, m_take(page));
    if (!goes_on) return false;
    return total ? read_windows(std::move(page), *total) : read_onwards(std::move(page));
  }

 private:
  Request page_request(std::size_t number) const {
    Query query = m_query;
    query.emplace_back("per_page", std::to_string(m_list.per_page));
    if (number > 1) query.emplace_back("page", std::to_string(number));
    return {.method = Method::get, .url = with_query(m_list.url, query)};
  }

  /// Pages 2 to the last in parallel. Every page tells the total anew: the list may grow or shrink meanwhile.
  Expected<bool> read_windows(Response page, std::size_t total) {
    std::size_t number = 1;
    while (number < total) {
      std::vector<Request> requests;
      for (std::size_t next = number + 1; next <= total && requests.size() < m_window; ++next)
        is_new(requests.emplace_back(page_request(next)).url);
      std::vector<Answer> answers = m_transport.perform(requests);
      for (std::size_t i = 0; i < requests.size(); ++i, ++number) {
        SECOKR_TRY(page, m_judge(requests[i], std::move(answers[i])));
        total = total_pages(page, m_list.per_page).value_or(total);
        SECOKR_TRY(const bool goes_on, m_take(page));
        if (!goes_on) return false;
      }
    }
    return read_onwards(std::move(page));
  }

  Expected<bool> read_by_cursor() {
    m_query.insert(m_query.end(), m_list.keyset.begin(), m_list.keyset.end());
    const Request request = page_request(1);
    is_new(request.url);
    SECOKR_TRY(Response page, m_judge(request, m_transport.perform_one(request)));
    SECOKR_TRY(const bool goes_on, m_take(page));
    if (!goes_on) return false;
    return read_onwards(std::move(page));
  }

  /// Page after page, as each names the next; `page` is taken already.
  Expected<bool> read_onwards(Response page) {
    for (;;) {
      SECOKR_TRY(const std::string url, next_url(page));
      if (url.empty()) return true;
      const Request request{.method = Method::get, .url = url};
      SECOKR_TRY(page, m_judge(request, m_transport.perform_one(request)));
      SECOKR_TRY(const bool goes_on, m_take(page));
      if (!goes_on) return false;
    }
  }

  /// Empty after the last page.
  Expected<std::string> next_url(const Response& page) {
    std::string url = next_link(page.header("Link"));
    if (!url.empty()) {
      SECOKR_CHECK(accept(url));
    } else if (const auto next = number_in(page, "X-Next-Page"); next) {
      url = page_request(*next).url;
    }
    if (!url.empty() && !is_new(url))
      return fail(next_page_error("the server names a next page that was read already", "the list would never end",
                                  "try again; where it stays so, tell the server's administrator"));
    return url;
  }

  Status accept(const std::string& link) {
    const std::string origin = origin_of(link);
    if (origin != origin_of(m_list.url))
      return fail(
          next_page_error("the server names a next page on another host",
                          (origin.empty() ? "its link is no address of a server" : "its link points to " + origin) +
                              std::string(", while the list is at ") + origin_of(m_list.url),
                          "where both are one server, use the address that it names itself by"));
    if (decoded_path(link) != decoded_path(m_list.url))
      return fail(next_page_error("the server names a next page of another list",
                                  "its link points to " + base::strip_controls(link.substr(0, link.find('?'))) +
                                      ", while the list is at " + m_list.url,
                                  "look for a proxy that rewrites addresses between this machine and the server"));
    return {};
  }

  /// Hashes in place of links: of a long list there are many.
  bool is_new(const std::string& url) { return m_seen.insert(std::hash<std::string>{}(url)).second; }

  Transport& m_transport;
  const PagedList& m_list;
  Query m_query;  ///< what every page of ours asks for
  const Judge& m_judge;
  const TakePage& m_take;
  std::size_t m_window;
  std::unordered_set<std::size_t> m_seen{};
};

}  // namespace

Status read_pages(Transport& transport, const PagedList& list, const Judge& judge, const TakePage& take,
                  std::size_t window) {
  return read_lists(
      transport, {&list, 1}, judge, [&](std::size_t, const Response& page) { return take(page); }, window);
}

Status read_lists(Transport& transport, std::span<const PagedList> lists, const Judge& judge,
                  const std::function<Expected<bool>(std::size_t list, const Response& page)>& take,
                  std::size_t window) {
  window = std::max<std::size_t>(1, window);
  for (std::size_t begin = 0; begin < lists.size(); begin += window) {
    const auto group = lists.subspan(begin, std::min(window, lists.size() - begin));
    std::vector<TakePage> takers;
    std::vector<ListReader> readers;
    std::vector<Request> requests;
    takers.reserve(group.size());
    for (std::size_t i = 0; i < group.size(); ++i) {
      takers.emplace_back([&take, index = begin + i](const Response& page) { return take(index, page); });
      readers.emplace_back(transport, group[i], judge, takers.back(), window);
      requests.push_back(readers.back().first_request());
    }
    std::vector<Answer> answers = transport.perform(requests);
    for (std::size_t i = 0; i < group.size(); ++i) {
      SECOKR_TRY(const bool goes_on, readers[i].read(std::move(answers[i])));
      if (!goes_on) return {};
    }
  }
  return {};
}

}  // namespace secokr::http
