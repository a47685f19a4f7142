#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string>

#include <secokr/error.hpp>

#include "http/transport.hpp"
#include "http/url.hpp"

namespace secokr::http {

/// A list that comes in pages.
struct PagedList {
  std::string url{};  ///< without a query
  Query query{};      ///< without `page`, `per_page` and what keyset adds
  std::size_t per_page = 100;
  /// What the query gets for reading by cursor (`pagination=keyset`, `order_by`, `sort`); empty where the server
  /// cannot.
  Query keyset{};
};

/// What becomes of an answer that is no page: the caller's own error.
using Judge = std::function<Expected<Response>(const Request& request, Answer answer)>;
/// Takes a page; false ends the reading.
using TakePage = std::function<Expected<bool>(const Response& page)>;

/// Reads every page, windows of `window` at a time, so that memory holds a window at most. The first page tells how to
/// go on: with a total of pages the others are fetched in parallel; without one by cursor where `keyset` is given
/// (begun anew: that first page is not taken), else by `Link: rel=next`, else by `X-Next-Page`. A short or empty page
/// ends nothing; only the headers do. Pages come in order, each once; a list that moves meanwhile may bring a row
/// twice, which is the taker's to tell by its id. Error refused: a `next` link to another origin or another list, or
/// one that was followed already.
Status read_pages(Transport& transport, const PagedList& list, const Judge& judge, const TakePage& take,
                  std::size_t window = 6);

/// Reads several lists as `read_pages` does, their first pages in parallel; `take` gets the list's index. Lists come
/// one after the other.
Status read_lists(Transport& transport, std::span<const PagedList> lists, const Judge& judge,
                  const std::function<Expected<bool>(std::size_t list, const Response& page)>& take,
                  std::size_t window = 6);

}  // namespace secokr::http
