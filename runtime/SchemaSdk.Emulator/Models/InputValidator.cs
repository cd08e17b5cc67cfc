using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;

namespace SchemaSdk.Emulation.Models;

/// <summary>Checks inputs against the same rules as a generated client does.</summary>
/// <param name="schema">The input schema.</param>
internal sealed class InputValidator(ParsedSchema schema)
{
    private readonly InputRules? _rules = schema.Rule is { AsksNothing: false } rules
        ? InputRules.WithPatterns(RuleText.Of(rules))
        : null;

    public IReadOnlyList<ValidationError> Check(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        return _rules?.Check(text, FilesIn(text)) ?? [];
    }

    // String rules do not apply to data: URIs, because the service checks the URL of the stored file instead.
    private static int[] FilesIn(byte[] json)
    {
        var reader = new Utf8JsonReader(json, JsonText.InputOptions);
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
