#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace secokr::test::fake_gitlab {

/// Keeps the order of keys, as GitLab's answers do.
using Json = nlohmann::ordered_json;

std::string percent_decoded(std::string_view text, bool plus_is_blank);
std::string percent_encoded(std::string_view text);

/// `a=1&b[]=2&c[d]=3` as {"a": "1", "b": ["2"], "c": {"d": "3"}}, laid over what is there.
void read_pairs(std::string_view query, Json& into);
/// The same backwards: encoded, the pairs sorted, as GitLab writes its links.
std::string to_query(const Json& params);

/// `2026-11-22T03:18:21.088Z`.
std::string iso_time(std::int64_t ms);
/// `2026-11-22`.
std::string iso_day(std::int64_t ms);
/// A day or an instant with or without an offset.
std::optional<std::int64_t> read_time(std::string_view text);
/// The day when the text begins with one.
std::optional<std::string> read_day(std::string_view text);
/// `December 31, 2026`, or `Dec 1, 2026`: as notes and summaries write days.
std::string long_day(const std::string& day);
std::string short_day(const std::string& day);

std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

std::string escape_html(std::string_view text);
std::optional<long> read_number(std::string_view text);

}  // namespace secokr::test::fake_gitlab
