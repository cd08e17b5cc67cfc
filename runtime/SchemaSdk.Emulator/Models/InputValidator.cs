using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Emulation.Models;

/// <summary>Checks inputs by the rules that a generated client has of the model.</summary>
/// <param name="schema">The schema of the input.</param>
internal sealed class InputValidator(ParsedSchema schema)
{
    private readonly InputRules? _rules = schema.Rule is { AsksNothing: false } rules
        ? InputRules.WithPatterns(RuleText.Of(rules))
        : null;

    /// <summary>Finds every place of an input that does not fit.</summary>
    /// <param name="json">JSON text.</param>
    public IReadOnlyList<ValidationError> Check(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        return _rules?.Check(text, FilesIn(text)) ?? [];
    }

    // The service takes files as data: URIs and stores them first; what a schema says of the text is meant for their addresses.
    private static int[] FilesIn(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        var files = new List<int>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.StartsWith("data:"u8))
            {
                files.Add((int)reader.TokenStartIndex);
            }
        }

        return [.. files];
    }
}
