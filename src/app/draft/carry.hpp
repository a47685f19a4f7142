#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/draft/plan_edit.hpp"
#include "app/published/running_key_results.hpp"
#include "documents/planning/document.hpp"
#include "domain/objective/carrying.hpp"

namespace secokr::app {

/// Which key result, and where to.
struct CarryRequest {
  std::string key_result{};            ///< as typed
  std::optional<std::string> into{};   ///< an objective of the planned quarter
  std::optional<Priority> priority{};  ///< of an objective that is made for it
};

/// What was decided.
struct CarryChoice {
  CarryAct act = CarryAct::keep;
  Answers answers{};     ///< of a modification: what differs
  std::string reason{};  ///< demanded of a drop
};

/// Of the new key result, whose name is empty where there is none; the findings are about it.
struct CarryPlan : DraftChange {
  std::string nothing{};            ///< why, where the set is empty
  std::vector<std::string> said{};  ///< what is not as it was, a sentence each
};

/// A key result of the running quarter on its way into the planned one, or out (PROCESS.md 7).
class Carry {
 public:
  /// Finds the key result, where it goes, and what became of it already. Errors: usage, for an unknown or ambiguous
  /// name; findings, where the user may not decide; local_file.
  static Expected<Carry> begin(const Ports& ports, const RunningQuarter& running, const CarryRequest& request,
                               std::vector<Override> overrides);

  /// `FY27-Q4/Security Training/KR1`.
  std::string name() const;
  /// `it is carried as FY28-Q1/Security Training/KR2`, or `it was dropped by @x on DATE`; empty while it is open.
  std::string decided() const;
  const RunningKeyResult& running() const { return m_running; }
  /// As it would be kept.
  const CarriedKeyResult& carried() const { return m_carried; }
  /// Whether one answer of a modification can be taken. Error: usage.
  Status check(const Answer& answer) const;

  /// One set: the objective's file, and the line of the planning document. Errors: usage, for a modification that
  /// changes nothing or comes when it is carried already, a drop without its reason or without a line to write it on,
  /// a kept target that is reached;
  /// findings, where the objective has all the key results that it may have (O2), is excluded or published (F4), or
  /// would open what is confidential, and for a drop of what is carried.
  Expected<CarryPlan> plan(const CarryChoice& choice) const;

 private:
  Carry(const Ports& ports, RunningKeyResult running, Quarter from, std::vector<Override> overrides);
  Status read_planned();
  Status find_target();
  std::string reference() const { return m_running.objective.plan.reference; }
  Quarter planned() const { return m_from + 1; }

  // What `plan` is made of (carry_write.cpp).
  Expected<CarryPlan> repeat(const CarryChoice& choice) const;
  Status require_said_there(const CarryChoice& choice) const;
  Status require_target_ahead(const CarryChoice& choice) const;
  Status require_open_target() const;
  Expected<PlanEdit> edit_target(CarryPlan& plan) const;
  Status write_key_result(const CarryChoice& choice, CarryPlan& plan) const;
  Status modify(const CarryChoice& choice, const KeyResult& kept, PlanEdit& edit) const;
  Status keep_link_back(int number, documents::ObjectiveDocument& document) const;
  Status write_line(const CarryChoice& choice, const std::string& as, CarryPlan& plan) const;

  Ports m_ports;
  RunningKeyResult m_running;
  Quarter m_from{};
  std::vector<Override> m_overrides;
  CarryRequest m_request{};
  CarriedKeyResult m_carried{};
  ReadPlan m_read{};
  std::optional<std::size_t> m_target{};  ///< the file that it goes into; nothing = a new one
  std::string m_linked{};                 ///< the key result of the planned quarter that links back to it
  std::size_t m_linked_file = 0;          ///< it stands in
  int m_linked_number = 0;
  std::optional<base::FileText> m_file{};  ///< the planning document; nothing where there is none
  documents::PlanningDocument m_document{};
  std::optional<std::size_t> m_line{};  ///< of the document's running lines
};

}  // namespace secokr::app
