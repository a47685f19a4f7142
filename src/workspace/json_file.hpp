#pragma once
#include <fmt/format.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <secokr/error.hpp>

#include "base/shape.hpp"
#include "workspace/strict_json.hpp"
#include "workspace/workspace.hpp"

namespace secokr::workspace {

/// What the checksum of a file covers: the document without what may differ.
using Covered = std::function<Json(Json)>;
/// For a file of which nothing may differ.
inline Json everything(Json json) { return json; }

/// Puts `version` first and `checksum` last, and gives the bytes: two blanks of indentation, a final newline.
std::string seal_json(const Json& content, const Covered& covered);
/// Undoes `seal_json`. Error local_file naming `path`: no JSON object, a newer version, a wrong checksum.
Expected<Json> open_json(std::string_view text, const std::string& path, const Covered& covered);
/// The error for content that is not as secokr writes it.
Error not_understood(const std::string& path, std::string reason);

/// The bytes of a struct that has a shape.
template <base::Shaped T>
std::string sealed(const T& value) {
  return seal_json(base::json_of(value), everything);
}
/// Undoes `sealed`. Errors also those of `open_json`.
template <base::Shaped T>
Expected<T> opened(std::string_view text, const std::string& path, const Covered& covered = everything) {
  SECOKR_TRY(const Json json, open_json(text, path, covered));
  auto value = base::read_json<T>(json);
  if (!value) return fail(not_understood(path, std::move(value).error()));
  return *std::move(value);
}

/// A value that is none of those that may stand there.
struct BadValue {
  std::string text;
};

/// Reads values from JSON with an error for `path` in place of the library's exceptions.
template <class Read>
auto read_values(const std::string& path, const Read& read) -> Expected<decltype(read())> {
  try {
    return read();
  } catch (const Json::exception& failed) {
    const std::string_view what = failed.what();
    const auto end = what.find("] ");  // "[json.exception.type_error.302] type must be …"
    return fail(not_understood(path, std::string{end == std::string_view::npos ? what : what.substr(end + 2)}));
  } catch (const BadValue& bad) {
    return fail(not_understood(path, fmt::format("\"{}\" is no value that is known there", bad.text)));
  }
}

}  // namespace secokr::workspace
