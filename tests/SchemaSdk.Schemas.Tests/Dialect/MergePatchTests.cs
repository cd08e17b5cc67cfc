using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests that a patch is applied as JSON Merge Patch (RFC 7396) specifies.</summary>
public class MergePatchTests
{
    /// <summary>Runs the cases in Appendix A of the RFC.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", """{}""")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"b"}""", """["c"]""", """["c"]""")]
    [InlineData("""{"a":"foo"}""", "null", "null")]
    [InlineData("""{"a":"foo"}""", "\"bar\"", "\"bar\"")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("""[1,2]""", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("""{}""", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void An_example_of_the_RFC_is_patched(string target, string patch, string result) => Assert.Equal(result, Merge(target, patch));

    [Fact]
    public void A_replaced_member_keeps_its_position() =>
        Assert.Equal("""{"a":1,"b":3,"c":2}""", Merge("""{"a":1,"b":{"x":1},"c":2}""", """{"b":3}"""));

    private static string Merge(string target, string patch) =>
        MergePatch.Apply(JsonParser.Read(target), JsonParser.Read(patch)).ToString();
}
