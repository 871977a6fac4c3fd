internal import Diagnostics
internal import KeyModel

/// The keys by name, each name once; a second declaration of a name has been reported and is left out.
struct KeyOrder {
  /// The places of the keys among the declarations.
  let places: [Int32]
  private let declarations: [KeyDeclaration]

  /// The beginning of a name as numbers: comparing these mostly does.
  private struct Lead {
    let bytes: (UInt64, UInt64)
    let place: Int32
  }

  init(_ declarations: [KeyDeclaration], _ report: inout [Finding]) {
    var leads: [Lead] = []
    leads.reserveCapacity(declarations.count)
    for place in declarations.indices {
      leads.append(Lead(bytes: declarations[place].leadOfName, place: Int32(truncatingIfNeeded: place)))
    }
    // Of one name the first declaration comes first.
    leads.sort { one, other in
      if one.bytes != other.bytes { return one.bytes < other.bytes }
      let (name, otherName) = (declarations[Int(one.place)].id.value, declarations[Int(other.place)].id.value)
      return name == otherName ? one.place < other.place : name < otherName
    }
    var places: [Int32] = []
    places.reserveCapacity(leads.count)
    var last: Lead?
    for lead in leads {
      if let last, last.bytes == lead.bytes,
        let finding = KeyOrder.duplicate(declarations[Int(lead.place)].id, declarations[Int(last.place)].id)
      {
        report.append(finding)
      } else {
        places.append(lead.place)
        last = lead
      }
    }
    self.places = places
    self.declarations = declarations
  }

  private static func duplicate(_ id: Located<KeyID>, _ first: Located<KeyID>) -> Finding? {
    guard id.value == first.value else { return nil }
    return DuplicateName.found("key", id.value.description, at: id.span, first: first.span)
  }

  /// Whether a key is called `name`.
  func contains(_ name: KeyID) -> Bool {
    places.place(of: name) { declarations[Int($0)].id.value } != nil
  }

  /// All names.
  var names: some Sequence<KeyID> { places.lazy.map { declarations[Int($0)].id.value } }
}

extension KeyDeclaration {
  /// The first sixteen bytes of the name as numbers that order as it does, zeros behind a shorter one.
  fileprivate var leadOfName: (UInt64, UInt64) {
    withName { name in
      var (high, low) = (0 as UInt64, 0 as UInt64)
      for place in 0..<min(name.count, 16) {
        let byte = UInt64(name[place])
        if place < 8 { high |= byte << UInt64(56 - place * 8) } else { low |= byte << UInt64(120 - place * 8) }
      }
      return (high, low)
    }
  }
}
