using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>Tests the maximum length of reference chains, and which references count towards it.</summary>
public class ReferenceChainTests
{
    private const int TooMany = 50;

    [Fact]
    public void A_chain_of_references_has_fewer_than_50_links()
    {
        Assert.True(EndsSoon(Chain(TooMany - 1)));
        Assert.False(EndsSoon(Chain(TooMany)));
    }

    [Theory]
    [InlineData("""{"$ref":"#/d0"}""")]
    [InlineData("""{"$ref":"#/d0","properties":{}}""")]
    public void A_cycle_of_references_counts_as_endless(string schemas) => Assert.False(EndsSoon(schemas));

    [Theory]
    [InlineData("""{"type":"string"}""")]
    [InlineData("""{"$ref":"#/d1"},{"$ref":"#/d0","properties":{}}""")]
    [InlineData("""{"$ref":"#/d1"},{"$ref":"#/d0","allOf":[]}""")]
    public void A_chain_ends_where_a_reference_is_merged_or_leads_nowhere(string schemas) => Assert.True(EndsSoon(schemas));

    private static bool EndsSoon(string schemas)
    {
        var root = Read(schemas);
        return new ReferenceChains(root).EndsSoon((JsonObject)root["d0"]!);
    }

    /// <summary>Reads a document whose schemas are named d0, d1 and so on.</summary>
    private static JsonObject Read(string schemas)
    {
        var list = (JsonArray)JsonParser.Read($"[{schemas}]", "input.json");
        return (JsonObject)JsonParser.Read("{" + string.Join(",", list.Select((schema, i) => $"\"d{i}\":{schema}")) + "}", "input.json");
    }

    private static string Chain(int links) =>
        string.Join(",", Enumerable.Range(1, links).Select(next => $$"""{"$ref":"#/d{{next}}"}""").Append("""{"type":"string"}"""));
}
