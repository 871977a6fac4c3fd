internal import Synchronization

/// What is left to check of an image once its outline holds, in pieces that any number of threads take in turn.
struct CheckingWork: ~Copyable {
  /// The pieces that the secrets are cut into. Enough that nobody waits long for the last one.
  private static let secretPieces = 32

  private let next = Atomic(0)
  private let failed = Atomic(false)

  /// Whether a piece has failed.
  var hasFailed: Bool { failed.load(ordering: .relaxed) }

  fileprivate func fail() { failed.store(true, ordering: .relaxed) }

  /// A piece that nobody has taken yet; nil where there is none, or where one has failed.
  fileprivate func take() -> Piece? {
    let number = next.add(1, ordering: .relaxed).oldValue
    guard number <= CheckingWork.secretPieces, !hasFailed else { return nil }
    return number == 0 ? .names : .secrets(number - 1)
  }

  fileprivate enum Piece {
    case names
    case secrets(Int)

    /// The secrets of piece `number`, of `count` in all.
    static func secrets(_ number: Int, of count: Int) -> Range<Int> {
      (number * count / secretPieces)..<((number + 1) * count / secretPieces)
    }
  }
}

extension ImageChecker {
  /// Checks pieces of `work` until none is left.
  func work(on work: borrowing CheckingWork) {
    while let piece = work.take() {
      do {
        switch piece {
        case .names: try checkNames()
        case .secrets(let number):
          try checkSecrets(CheckingWork.Piece.secrets(number, of: image.count(of: .secrets)))
        }
      } catch {
        work.fail()
      }
    }
  }
}
