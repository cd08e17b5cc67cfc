using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests;

/// <summary>The status and body of an answer.</summary>
internal sealed record Answer(int Code, string Text)
{
    public JsonObject Body => JsonNode.Parse(Text)!.AsObject();

    public string Id => this["request_id"]!;

    public string? this[string member] => (string?)Body[member];

    public int? ErrorCode => (int?)Body["error_code"];

    public string Members => string.Join(' ', Body.Select(member => member.Key));

    /// <summary>The JSON pointer and the broken rule of each error in an answer that refuses an input.</summary>
    public IEnumerable<string> Details => Body["detail"]!.AsArray().Select(detail => $"{detail!["pointer"]} {detail["rule"]}");
}
