namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>Compares two versions of one model's schema with <c>diff</c>.</summary>
public abstract class DiffOfOneModel : CommandTest
{
    protected const string Plain = """{ "type": "object", "properties": { "m": { "type": "string" } } }""";
    protected const string Circle = """{"type":"object","required":["r"],"properties":{"r":{"type":"number"},"n":{"type":"integer"}}}""";
    protected const string Square = """{"type":"object","required":["w"],"properties":{"w":{"type":"number"}}}""";

    protected static string Document(string member, string required = "[]") =>
        $$"""
        {"type":"object","required":{{required}},"properties":{"m":{{member}} },
        "$defs":{"Circle":{{Circle}},"Square":{{Square}},"Whole":{"type":"integer"},"None":{"type":"null"} } }
        """;

    protected async Task<(string? Bump, int Exit)> DiffAsync(bool isInput, string old, string @new)
    {
        await ExitAsync(isInput, old, @new, "--json");
        var bump = (string?)JsonNode.Parse(Tool.Output)!["facts"]!["bump"];
        return (bump, await Tool.RunAsync("diff", "old", "new"));
    }

    protected async Task<int> ExitAsync(bool isInput, string old, string @new, params string[] options)
    {
        foreach (var (folder, schema) in new[] { ("old", old), ("new", @new) })
        {
            Tool.Write($"{folder}/acme/kite/input.json", isInput ? schema : Plain);
            Tool.Write($"{folder}/acme/kite/output.json", isInput ? Plain : schema);
        }

        return await Tool.RunAsync(["diff", "old", "new", .. options]);
    }

    protected Task<string> ChangesAsync(bool isInput, string old, string @new) =>
        ReportedAsync(isInput, Document(old, """["m"]"""), Document(@new, """["m"]"""));

    // Returns the ids of the rules without their direction, except rules about C# names and types.
    protected async Task<string> ReportedAsync(bool isInput, string old, string @new)
    {
        await ExitAsync(isInput, old, @new, "--json");
        return string.Join(", ", JsonNode.Parse(Tool.Output)!["findings"]!.AsArray()
            .Select(finding => ((string)finding!["rule"]!).Split('-', 2)[1])
            .Where(rule => !rule.StartsWith("csharp-", StringComparison.Ordinal)));
    }
}
