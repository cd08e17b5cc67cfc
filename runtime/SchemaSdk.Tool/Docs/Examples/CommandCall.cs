using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Docs.Examples;

/// <summary>Writes a <c>schemasdk run</c> command that calls a model from a Unix shell.</summary>
internal static partial class CommandCall
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,   // more levels than an example has
    };

    internal static string Of(string modelId, JsonNode input)
    {
        var values = input is JsonObject members ? members.Select(member => ValueOf(member.Key, member.Value)).ToList() : [null];
        return $"schemasdk run {Quoted(modelId)}"
            + (values.Contains(null) ? " --input input.json" : string.Concat(values.Select(value => $" \\\n  -i {value}")));
    }

    // Returns null if the command would read the name as a path or the value as a local file, or if the page cannot show the value.
    private static string? ValueOf(string name, JsonNode? value)
    {
        var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString(Plain) ?? "null";
        var isPlain = !text.StartsWith('@') && HarmlessText.OneLine(text) == text && !text.Contains("<!--", StringComparison.Ordinal);
        return isPlain && Name().IsMatch(name) ? $"{name}={Quoted(text)}" : null;
    }

    private static string Quoted(string text) =>
        Word().IsMatch(text) ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^\w+\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9_./:,-]+\z")]
    private static partial Regex Word();
}
