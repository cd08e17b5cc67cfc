using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Emulation.Models;

/// <summary>
/// Validates inputs with NJsonSchema, to find mistakes in the rules of generated clients. Those rules and this class have only one part in
/// common: the code that normalizes schemas.
/// </summary>
internal sealed class SecondOpinion
{
    // NJsonSchema does not support these keywords, or interprets them according to another draft of JSON Schema.
    private static readonly HashSet<string> Unknown = new(StringComparer.Ordinal)
    {
        "const", "if", "contains", "propertyNames", "dependencies", "dependentRequired", "dependentSchemas", "prefixItems",
        "unevaluatedProperties", "unevaluatedItems", OwnKeyword.Rules,
    };

    private readonly object _lock = new();
    private readonly JsonSchema _schema;

    // In the service's schemas, a format refers to a form widget and says nothing about the value, so no format is checked.
    private readonly JsonSchemaValidatorSettings _settings = new() { FormatValidators = [] };

    private SecondOpinion(JsonSchema schema) => _schema = schema;

    /// <summary>Creates a validator for a plain JSON Schema. Returns null if NJsonSchema does not support all of the schema.</summary>
    public static SecondOpinion? Of(JsonObject schema)
    {
        if (HasUnknown(schema))
        {
            return null;
        }

        try
        {
            // The resolver does no I/O, so the task is already complete.
            var reading = JsonSchema.FromJsonAsync(
                schema.ToString(),
                documentPath: null,
                root => new RefusingResolver(new JsonSchemaAppender(root, new DefaultTypeNameGenerator())),
                CancellationToken.None);
            return new SecondOpinion(reading.GetAwaiter().GetResult());
        }
        catch (Exception)
        {
            // Treat any exception as an unsupported schema, because NJsonSchema has no specific exception for one.
            return null;
        }
    }

    /// <summary>Returns true if the input is valid; null if NJsonSchema cannot decide.</summary>
    public bool? Fits(string json)
    {
        try
        {
            var input = JTokenText.Read(json);
            if (IsReadOtherwise(input))
            {
                return null;
            }

            // NJsonSchema resolves a schema lazily and does not say whether it is thread-safe.
            lock (_lock)
            {
                return _schema.Validate(input, _settings).Count == 0;
            }
        }
        catch (Exception)
        {
            // Treat any exception as undecided, because NJsonSchema throws several types.
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

    // Some of the service's schemas require members that they do not describe. The service accepts inputs without such members.
    private static bool RequiresUnknown(JsonObject schema) =>
        schema[KeywordName.Required] is JsonArray names && schema[KeywordName.Properties] is JsonObject properties
        && names.OfType<JsonValue>().Any(name => name.Value is string required && properties[required] is null);

    // NJsonSchema rejects 5.0 as an integer, reads 1e400 as infinite, and applies a URL's length and pattern rules to data: URIs.
    private static bool IsReadOtherwise(JToken input) => input switch
    {
        JValue { Value: double number } => double.IsInteger(number) || double.IsInfinity(number),
        JValue { Value: string text } => text.StartsWith("data:", StringComparison.Ordinal),
        _ => input.Children().Any(IsReadOtherwise),
    };
}
