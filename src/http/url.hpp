#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace secokr::http {

/// Percent-encodes all but RFC 3986's unreserved characters: `a/b c` -> `a%2Fb%20c`.
std::string encoded(std::string_view text);

/// Named values in the order given; a name may repeat (`iids[]`).
using Query = std::vector<std::pair<std::string, std::string>>;
/// `url?a=1&b=2`; the URL as it is for an empty query. Names and values are encoded but for the brackets of `iids[]`.
std::string with_query(std::string url, const Query& query);

/// The target of `Link: <…>; rel="next"`; empty where there is none.
std::string next_link(std::string_view link_header);

}  // namespace secokr::http
