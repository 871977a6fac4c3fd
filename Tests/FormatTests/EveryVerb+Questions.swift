import BittingCompiler
import BittingQueries
import Diagnostics
import KeyModel

@testable import bitting

extension EveryVerb {
  /// Answers about declarations, to questions of which some are an injection themselves; a question that is none is
  /// refused as the program would.
  static func answers(_ checked: CheckedRepository, _ text: String) throws -> [Print] {
    let asked = AskedCatalog(checked, at: try InjectedShop.now())
    let questions = ["POST /v1/tenants/acme/orders", "orders:read", "GET /\(text)", text]
    let about = questions.flatMap { words in
      answer("who-can") { try whoCan(words, asked) } + answer("why-not") { try whyNot("acme", words, asked) }
    }
    let names = ["acme", "zenith", text].flatMap { name in
      answer("what-can") {
        let view = WhatCanView(asked.queries.reach(of: try asked.key(name), at: try InjectedShop.now()))
        return (view.text, view.json)
      }
    }
    return about + names
  }

  private static func answer(_ verb: String, _ ask: () throws -> (text: String, json: JSONValue)) -> [Print] {
    do {
      let (text, json) = try ask()
      return [
        Print(verb: verb, format: "terminal", text: text), Print(verb: verb, format: "json", text: json.text + "\n"),
      ]
    } catch let failure as CommandFailure {
      return [Print(verb: verb, format: "refusal", text: Console.text(of: failure))]
    } catch {
      return [Print(verb: verb, format: "unexpected", text: "##[\(error)")]
    }
  }

  private static func whoCan(_ words: String, _ asked: AskedCatalog) throws -> (String, JSONValue) {
    let question = try asked.question(words, tenant: nil, from: nil)
    let targets = asked.queries.targets(of: question.wish, service: nil)
    let view = WhoCanView(asked.queries, question, targets, nil, showsAll: true)
    return (view.text, view.json)
  }

  private static func whyNot(_ key: String, _ words: String, _ asked: AskedCatalog) throws -> (String, JSONValue) {
    let key = try asked.key(key)
    let question = try asked.question(words, tenant: nil, from: nil)
    let view = WhyNotView(key, question, asked.queries.targets(of: question.wish, service: nil), asked)
    return (view.text, view.json)
  }
}
