using SchemaSdk.Extensions.AI.Schemas;
using SchemaSdk.Integration.Tests.ExtensionsAI;
using SchemaSdk.Mcp.Models;

namespace SchemaSdk.Integration.Tests.Agents;

/// <summary>Tests that the memory for the errors of an input with very many unknown members is limited.</summary>
public sealed class UnknownInputTests
{
    private static readonly SchemaInfo Pen = new("acme/pen/draw", """{ "properties": { "ink": {} } }""");

    private static readonly Dictionary<string, int> Unknown = Enumerable.Range(0, 2_000).ToDictionary(static at => $"x{at}");

    [Fact]
    public void At_most_1000_unknown_inputs_are_errors()
    {
        var ofAgent = UnknownInputs.In(JsonSerializer.SerializeToElement(Unknown), Pen).ToList();
        var ofFunction = new InputSchema(Pen).ErrorsOf(Unknown.Keys).ToList();

        Assert.Equal((1_000, 1_000), (ofAgent.Count, ofFunction.Count));
        Assert.Equal("/x999", ofAgent[^1].JsonPointer);
    }
}
