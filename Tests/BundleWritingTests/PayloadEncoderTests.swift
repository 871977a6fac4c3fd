import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import Testing

struct PayloadEncoderTests {
  @Test func readerTakesWhatTheWriterMakes() throws {
    let bytes = try PayloadEncoder.encode(Samples.small())
    let image = try BundleImage(checking: bytes.span)
    let (project, lead) = (string(image.project), string(image.tokenLead))
    #expect(project == "shop")
    #expect(lead == "shop_live_")
    #expect(image.count(of: .secrets) == 2)
  }

  @Test func readerTakesAnEmptyContent() throws {
    let bytes = try PayloadEncoder.encode(Samples.empty())
    let image = try BundleImage(checking: bytes.span)
    #expect(image.count(of: .keys) == 0)
    #expect(image.candidate(for: TokenDigest(words: (0, 0, 0, 0))) == nil)
  }
}
