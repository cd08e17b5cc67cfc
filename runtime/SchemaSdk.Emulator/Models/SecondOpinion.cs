using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Emulation.Models;

/// <summary>Validates inputs with NJsonSchema, which shares only the dialect with the rules of a generated client.</summary>
internal sealed class SecondOpinion
{
    // Keywords that NJsonSchema does not know, or reads according to another draft.
    private static readonly HashSet<string> Unknown = new(StringComparer.Ordinal)
    {
        "const", "if", "contains", "propertyNames", "dependencies", "dependentRequired", "dependentSchemas", "prefixItems",
        "unevaluatedProperties", "unevaluatedItems", OwnKeyword.Rules,
    };

    private readonly object _lock = new();
    private readonly JsonSchema _schema;

    // Formats name form widgets here and say nothing about the value, so none is checked.
    private readonly JsonSchemaValidatorSettings _settings = new() { FormatValidators = [] };

    private SecondOpinion(JsonSchema schema) => _schema = schema;

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">Plain JSON Schema.</param>
    /// <returns>Null if NJsonSchema cannot read all of it.</returns>
    public static SecondOpinion? Of(JsonObject schema)
    {
        if (HasUnknown(schema))
        {
            return null;
        }

        try
        {
            // The resolver neither reads nor fetches, so the task is already complete.
            var reading = JsonSchema.FromJsonAsync(
                schema.ToString(),
                documentPath: null,
                root => new RefusingResolver(new JsonSchemaAppender(root, new DefaultTypeNameGenerator())),
                CancellationToken.None);
            return new SecondOpinion(reading.GetAwaiter().GetResult());
        }
        catch (Exception)
        {
            // NJsonSchema has no specific exception for a schema that it cannot read, and may throw anything.
            return null;
        }
    }

    /// <summary>Validates an input.</summary>
    /// <param name="json">JSON text.</param>
    /// <returns>True if it is valid; null if NJsonSchema cannot tell.</returns>
    public bool? Fits(string json)
    {
        try
        {
            var input = JTokenText.Read(json);
            if (IsReadOtherwise(input))
            {
                return null;
            }

            // NJsonSchema does not document thread safety, and resolves a schema lazily.
            lock (_lock)
            {
                return _schema.Validate(input, _settings).Count == 0;
            }
        }
        catch (Exception)
        {
            // As above. The schema may be resolved only now, or a number may fit none of its types.
            return null;
        }
    }

    private static bool HasUnknown(JsonNode node) => node switch
    {
        JsonObject members => RequiresUnknown(members)
            || members.Members.Any(static member => Unknown.Contains(member.Name) || HasUnknown(member.Value)),
        JsonArray items => items.Any(HasUnknown),
        _ => false,
    };

    // Some schemas of the service require members that they do not describe, and the service takes inputs without them.
    private static bool RequiresUnknown(JsonObject schema) =>
        schema[KeywordName.Required] is JsonArray names && schema[KeywordName.Properties] is JsonObject properties
        && names.OfType<JsonValue>().Any(name => name.Value is string required && properties[required] is null);

    // As in draft 4, it does not take 5.0 as an integer. It applies the length and pattern of an address to a data: URI.
    private static bool IsReadOtherwise(JToken input) => input switch
    {
        JValue { Value: double number } => double.IsInteger(number),
        JValue { Value: string text } => text.StartsWith("data:", StringComparison.Ordinal),
        _ => input.Children().Any(IsReadOtherwise),
    };
}
