using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Rules;

/// <summary>What a schema describes at a pointer.</summary>
internal enum RuleTarget
{
    /// <summary>The schema describes no value at the pointer.</summary>
    Nothing,

    /// <summary>A value that is or can be a number.</summary>
    Number,

    /// <summary>A value that cannot be a number.</summary>
    Other,
}

/// <summary>Determines what a pointer into a value points to, by following the pointer through the value's schema.</summary>
internal sealed class RuleTargets(JsonObject root)
{
    /// <summary>
    /// The maximum number of steps for all pointers together. Without a limit, there could be too many, because each step of a pointer can
    /// lead to all schemas of a document. Beyond the limit, every pointer counts as a pointer to a number.
    /// </summary>
    private const int MaxSteps = 200_000;

    /// <summary>The keywords whose schemas describe the value itself, even if only under a condition.</summary>
    private static readonly Keyword[] InPlace =
        [.. KeywordTable.All.Where(keyword => keyword.IsInPlace && keyword.Types != KeywordTyping.None)];

    private readonly RuleReferences _references = new(root);
    private bool _isUnknown;
    private int _steps;

    /// <summary>Returns what the schema describes at a pointer.</summary>
    /// <param name="pointer">A JSON pointer with <c>*</c> for every item of an array.</param>
    public RuleTarget Find(string pointer)
    {
        _isUnknown = false;
        IReadOnlyCollection<JsonObject> schemas = Whole([root]);
        foreach (var step in pointer.Split('/').Skip(1))
        {
            var name = step.Replace("~1", "/").Replace("~0", "~");
            _isUnknown |= schemas.Count > 0
                && schemas.All(schema => step == "*" ? SaysNothingOfItems(schema) : SaysNothingOfMembers(schema));
            schemas = Whole(schemas.SelectMany(schema => step == "*" ? Items(schema) : Members(schema, name)));
        }

        return schemas.Any(IsNumber) || _isUnknown || _steps > MaxSteps ? RuleTarget.Number
            : schemas.Count == 0 ? RuleTarget.Nothing
            : schemas.All(
                schema => schema[KeywordName.Type] is null
                    && schema[KeywordName.Enum] is null
                    && schema[KeywordName.Properties] is null
                    && schema[KeywordName.Items] is null) ? RuleTarget.Number
            : RuleTarget.Other;
    }

    private static bool IsNumber(JsonObject schema) =>
        (schema[KeywordName.Type] is { } && (RuleKeywords.Types(schema) & RuleTypes.Number) != 0)
        || (schema[KeywordName.Enum] is JsonArray values && values.Any(SchemaKeywords.IsNumber));

    private static bool SaysNothingOfItems(JsonObject schema) =>
        schema[KeywordName.Items] is null && schema[KeywordName.PrefixItems] is null && (RuleKeywords.Types(schema) & RuleTypes.Array) != 0;

    private static bool SaysNothingOfMembers(JsonObject schema) =>
        schema[KeywordName.Properties] is null
        && schema[KeywordName.PatternProperties] is null
        && (RuleKeywords.Types(schema) & RuleTypes.Object) != 0;

    private static IEnumerable<JsonNode> Members(JsonObject schema, string name) =>
        (schema[KeywordName.Properties] as JsonObject)?[name] is { } member ? [member]
        : schema[KeywordName.AdditionalProperties] is JsonObject others ? [others]
        : (schema[KeywordName.PatternProperties] as JsonObject ?? []).Values;

    private static IEnumerable<JsonNode> Items(JsonObject schema) =>
        new[] { schema[KeywordName.Items], schema[KeywordName.PrefixItems], schema[KeywordName.AdditionalItems] }
            .SelectMany(items => items is JsonArray list ? list : items is JsonObject ? [items] : (IEnumerable<JsonNode>)[]);

    /// <summary>Returns the given schemas and all other schemas that describe the same value.</summary>
    private HashSet<JsonObject> Whole(IEnumerable<JsonNode> schemas)
    {
        var whole = new HashSet<JsonObject>();
        var open = new Stack<JsonNode>(schemas);
        while (open.Count > 0 && ++_steps <= MaxSteps)
        {
            if (open.Pop() is not JsonObject schema)
            {
                _isUnknown = true;
            }
            else if (whole.Add(schema))
            {
                _steps += schema[KeywordName.Type] is JsonArray types ? types.Count : 0;
                foreach (var part in InPlace.SelectMany(keyword => Parts(schema[keyword.Name], keyword)))
                {
                    open.Push(part);
                }

                if (schema[KeywordName.Ref] is not null)
                {
                    open.Push(_references.Follow(schema) ?? JsonValue.CreateNull());
                }
            }
        }

        return whole;
    }

    /// <summary>Returns the schemas in the value of a keyword; none for a list of names.</summary>
    private static IEnumerable<JsonNode> Parts(JsonNode? value, Keyword keyword) => value switch
    {
        JsonArray schemas => schemas,
        JsonObject members when keyword.HoldsMembers => members.Values.OfType<JsonObject>(),
        JsonObject schema => [schema],
        _ => [],
    };
}
