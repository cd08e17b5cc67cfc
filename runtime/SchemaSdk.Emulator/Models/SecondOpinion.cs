using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Emulation.Models;

/// <summary>NJsonSchema's verdict on inputs, which shares nothing with the rules of a generated client but the dialect.</summary>
internal sealed class SecondOpinion
{
    // What NJsonSchema does not know, or reads as another draft of JSON Schema does.
    private static readonly HashSet<string> Unknown = new(StringComparer.Ordinal)
    {
        "const", "if", "contains", "propertyNames", "dependencies", "dependentRequired", "dependentSchemas", "prefixItems",
        "unevaluatedProperties", "unevaluatedItems", OwnKeyword.Rules,
    };

    private readonly object _lock = new();
    private readonly JsonSchema _schema;

    // Formats name form widgets here and promise nothing of the value, so none is checked.
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
            // With a resolver that neither reads nor fetches, nothing in the task waits for anything.
            var reading = JsonSchema.FromJsonAsync(
                schema.ToString(),
                documentPath: null,
                root => new RefusingResolver(new JsonSchemaAppender(root, new DefaultTypeNameGenerator())),
                CancellationToken.None);
            return new SecondOpinion(reading.GetAwaiter().GetResult());
        }
        catch (Exception)
        {
            // NJsonSchema has no exception of its own for a schema that it cannot read, and may throw anything.
            return null;
        }
    }

    /// <summary>Judges an input.</summary>
    /// <param name="json">JSON text.</param>
    /// <returns>True if it fits; null if NJsonSchema cannot tell.</returns>
    public bool? Fits(string json)
    {
        try
        {
            var input = JTokenText.Read(json);
            if (IsReadOtherwise(input))
            {
                return null;
            }

            // NJsonSchema says nothing of threads, and a schema resolves itself lazily.
            lock (_lock)
            {
                return _schema.Validate(input, _settings).Count == 0;
            }
        }
        catch (Exception)
        {
            // As above: also for a schema that it resolves only now, or a number that none of its types holds.
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

    // The service's own schemas require members that they do not describe, and it takes inputs without those.
    private static bool RequiresUnknown(JsonObject schema) =>
        schema[KeywordName.Required] is JsonArray names && schema[KeywordName.Properties] is JsonObject properties
        && names.OfType<JsonValue>().Any(name => name.Value is string required && properties[required] is null);

    // As in draft 4, 5.0 is no integer for it. A data: URI is held to the length and the pattern of an address.
    private static bool IsReadOtherwise(JToken input) => input switch
    {
        JValue { Value: double number } => double.IsInteger(number),
        JValue { Value: string text } => text.StartsWith("data:", StringComparison.Ordinal),
        _ => input.Children().Any(IsReadOtherwise),
    };
}
