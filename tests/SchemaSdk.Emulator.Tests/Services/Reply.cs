using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests.Services;

/// <summary>The status, body and headers of an answer.</summary>
internal sealed record Reply(int Code, string Text, Func<string, string?> Header)
{
    public JsonNode? this[string member] => JsonNode.Parse(Text)![member];
}
