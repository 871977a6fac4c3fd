internal import Diagnostics

/// Places of a review for readers who take each for one in the head, in files that are named from above its folder.
struct HeadPlaces {
  private let home: LocatedFinding.Place?
  private let folder: String

  /// The places of `review`, whose declarations lie in `folder` of the checkout: empty, or ending in `/`.
  init(_ review: Review, in folder: String) {
    home = review.home?.below(folder)
    self.folder = folder
  }

  /// Where `entry` is shown; nil where the head has no file at all.
  func place(of entry: ReviewEntry) -> LocatedFinding.Place? { entry.anchor?.below(folder) }

  /// `finding`, and a line for each place of it that is one of the base: all that the head does not have.
  func shown(_ finding: LocatedFinding) -> (finding: LocatedFinding, ofBase: [String]) {
    let related = finding.related.filter { !isOfBase($0.place) }.map { other in
      LocatedFinding.Related(place: other.place.below(folder), message: other.message)
    }
    let ofBase = finding.related.filter { isOfBase($0.place) }.map { "\(words($0.place)): \($0.message)" }
    guard isOfBase(finding.place) else {
      return (finding.moved(to: finding.place.below(folder), path: finding.path, related: related), ofBase)
    }
    let place = related.first?.place ?? home ?? finding.place
    return (finding.moved(to: place, path: "", related: related), [words(finding.place)] + ofBase)
  }

  /// Whether `place` is in a file of the base that judges the head. No file of the head has such a name, because all of
  /// them are below `keys/` or `policies/`.
  func isOfBase(_ place: LocatedFinding.Place) -> Bool { place.file.utf8.starts(with: BaseRules.mark.utf8) }

  private func words(_ place: LocatedFinding.Place) -> String {
    "in the base, \(place.file.dropFirst(BaseRules.mark.count)):\(place.line)"
  }
}
