#pragma once
#include <string>
#include <vector>

#include "domain/views/update_result.hpp"

#include "render/core/json.hpp"
#include "render/core/renderers.hpp"
#include "render/core/style.hpp"

namespace secokr::render {

/// The first line of a text: week and quarter.
std::string update_heading(const UpdateResult& result);
/// What became of each KR's update: progress (by hand and computed both), health, URL.
std::string update_text(const UpdateResult& result, const Page& page);
/// The `update` shape of CLI.md 5.
Json update_json(const UpdateResult& result);

template <>
inline constexpr auto renderers<UpdateResult> =
    std::to_array<Renderer<UpdateResult>>({{"text", update_text}, {"json", update_json}});

/// What became of updates that waited, a line each.
std::string sync_text(const std::vector<UpdatedKeyResult>& rows, const Page& page);
/// The `sync` contract (docs/schemas/sync.schema.json).
Json sync_json(const std::vector<UpdatedKeyResult>& rows);

template <>
inline constexpr auto renderers<std::vector<UpdatedKeyResult>> =
    std::to_array<Renderer<std::vector<UpdatedKeyResult>>>({{"text", sync_text}, {"json", sync_json}});

}  // namespace secokr::render
