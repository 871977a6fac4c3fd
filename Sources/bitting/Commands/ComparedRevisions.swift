internal import BittingCompiler
internal import BittingReview
internal import KeyModel
internal import Sodium

/// The two sides of a review, as git has them.
struct ComparedRevisions {
  /// `a1b2c3d4e5 with the working tree`.
  let description: String
  private let repository: GitRepository
  private let baseName: String
  private let files: RevisionPair

  /// Looks both up. Without `head` the working tree is the head, or HEAD where there is none.
  init(base: String, head: String?, mergesBase: Bool, _ repository: GitRepository, _ global: GlobalOptions) async throws
  {
    self.repository = repository
    baseName = base
    let usesWorkingTree = head == nil && repository.hasWorkingTree
    if mergesBase || !usesWorkingTree {
      let (tip, commit) = try await repository.commits()
      var start = tip
      if mergesBase { start = try await repository.mergeBase(tip, commit) }
      let name = usesWorkingTree ? "the working tree" : commit.short
      description =
        (start == tip ? start.short : "\(start.short), which \(Console.shown(base)) and the head have in common,")
        + " with \(name)"
      async let baseFiles = ComparedRevisions.files(of: start, repository)
      let headFiles =
        usesWorkingTree
        ? try await ComparedRevisions.workingTree(repository, global)
        : try await ComparedRevisions.files(of: commit, repository)
      files = RevisionPair(base: try await baseFiles, head: headFiles)
    } else {
      let tip = try await repository.commit(base, option: "--base")
      description = "\(tip.short) with the working tree"
      files = RevisionPair(
        base: try await ComparedRevisions.files(of: tip, repository),
        head: try await ComparedRevisions.workingTree(repository, global))
    }
    guard !files.head.items.isEmpty else {
      throw CommandFailure.cannotTell("the head has no declarations")
    }
  }

  private static func files(of commit: GitObjectID, _ repository: GitRepository) async throws -> RevisionFiles {
    let listing = try await repository.list(commit)
    return RevisionFiles(listing.entries, rewritten: try await repository.rewritten(listing, of: commit))
  }

  private static func workingTree(
    _ repository: GitRepository, _ global: GlobalOptions
  ) async throws -> RevisionFiles {
    let tree = try global.tree()
    // Git would follow a link, and wait for ever at a pipe or a device.
    let files = tree.entries.map { $0.isFile ? $0.path : nil }
    return RevisionFiles(tree, objects: try await repository.objects(ofFiles: files))
  }

  /// Compares them. Of files that both have nothing is read where that is enough.
  func review(at now: Instant, withFingerprints: Bool) async throws -> Review {
    if files.haveSamePolicies {
      do {
        let part = files.differing
        let review = try await review(part, isWhole: false, at: now, withFingerprints)
        guard try await mayStandElsewhere(review.newcomers, outside: part) else { return review }
      } catch ReviewFailure.needsWhole {}
    }
    return try await review(files, isWhole: true, at: now, withFingerprints)
  }

  private func mayStandElsewhere(_ words: Set<Text>, outside part: RevisionPair) async throws -> Bool {
    guard !words.isEmpty else { return false }
    return try await files.finds(WordSearch(words), outside: part, in: repository)
  }

  private func review(
    _ files: RevisionPair, isWhole: Bool, at now: Instant, _ withFingerprints: Bool
  ) async throws -> Review {
    let (base, head) = try await files.trees(repository)
    let input = ReviewInput(
      base: base, head: head, baseName: baseName, at: now, isWhole: isWhole, withFingerprints: withFingerprints)
    do {
      return try Reviewer.review(input, using: SodiumGenerator())
    } catch ReviewFailure.needsWhole {
      throw ReviewFailure.needsWhole
    } catch {
      throw CommandFailure.cannotTell(error.message)
    }
  }
}

extension RepositoryTree.Entry {
  /// Whether it is a regular file that can be read.
  fileprivate var isFile: Bool {
    switch content {
    case .file, .stored: true
    case .tooLarge, .irregular, .missingFolder, .unreadable: false
    }
  }
}
