#include "workspace/json_file.hpp"

#include "base/hash.hpp"

namespace secokr::workspace {

namespace {

constexpr int current_version = 1;

std::string bytes_of(const Json& json, int indentation) {
  return json.dump(indentation, ' ', false, Json::error_handler_t::replace);
}

std::string checksum_of(const Json& content, const Covered& covered) {
  return base::sha256_hex(bytes_of(covered(content), -1));
}

std::string restore(const std::string& path) {
  return fmt::format("restore it, for instance with `git checkout -- {}`; secokr writes it, nobody needs to edit it",
                     path);
}

}  // namespace

Error not_understood(const std::string& path, std::string reason) {
  return {ErrorKind::local_file, fmt::format("{} cannot be understood", path), std::move(reason), restore(path), {}};
}

std::string seal_json(const Json& content, const Covered& covered) {
  Json sealed = Json::object();
  sealed["version"] = current_version;
  for (const auto& [name, value] : content.items()) sealed[name] = value;
  sealed["checksum"] = checksum_of(sealed, covered);
  return bytes_of(sealed, 2) + "\n";
}

Expected<Json> open_json(std::string_view text, const std::string& path, const Covered& covered) {
  if (text.find("\n<<<<<<< ") != std::string_view::npos)
    return fail(not_understood(path, "it holds the marks of an unsolved merge conflict"));
  Json json = parse_strict(text);
  if (!json.is_object() || !json.contains("version") || !json.at("version").is_number_integer())
    return fail(not_understood(path, "it is no JSON that secokr wrote"));
  if (const auto version = json.at("version").get<std::int64_t>(); version != current_version)
    return fail({ErrorKind::local_file,
                 fmt::format("{} has version {}", path, version),
                 fmt::format("this secokr knows version {}: a newer one wrote the file", current_version),
                 "update secokr",
                 {}});
  if (!json.contains("checksum") || !json.at("checksum").is_string())
    return fail(not_understood(path, "its checksum is missing"));
  const auto stated = json.at("checksum").get<std::string>();
  json.erase("checksum");
  if (stated == checksum_of(json, covered)) return json;
  return fail({ErrorKind::local_file,
               fmt::format("{} was changed by hand or damaged", path),
               "its checksum does not fit what it says",
               restore(path),
               {}});
}

}  // namespace secokr::workspace
