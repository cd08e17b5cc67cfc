using System.Globalization;
using System.Numerics;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Builds the rules of keywords that contain no schemas.</summary>
internal static class RuleKeywords
{
    private static readonly Dictionary<string, RuleTypes> TypeNames =
        ((RuleTypes[])Enum.GetValues(typeof(RuleTypes))).ToDictionary(type => type.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly Keyword[] Plain = [.. KeywordTable.All.Where(keyword =>
        keyword.Checks?.Argument is CheckArgument.Number or CheckArgument.Step or CheckArgument.Least or CheckArgument.Flag)];

    /// <summary>All types except null, in a fixed order.</summary>
    private static readonly RuleTypes[] Each =
        [RuleTypes.String, RuleTypes.Integer, RuleTypes.Number, RuleTypes.Boolean, RuleTypes.Array, RuleTypes.Object];

    /// <summary>Returns the types that <c>type</c> allows; all types for an unknown name.</summary>
    public static RuleTypes Types(JsonObject schema) => schema[KeywordName.Type] switch
    {
        null or JsonArray { Count: 0 } => RuleTypes.All,
        JsonArray names => names.Aggregate(RuleTypes.None, (types, name) => types | Named(name)),
        var name => Named(name),
    };

    /// <summary>Returns true if a schema has a keyword that applies only to values of the given type.</summary>
    public static bool SpeakOf(JsonObject schema, RuleTypes type)
    {
        foreach (var member in schema.Members)
        {
            if (KeywordTable.Find(member.Name)?.Checks?.Types == type)
            {
                return true;
            }
        }

        return false;
    }

    public static bool HoldSchemas(JsonObject schema)
    {
        foreach (var member in schema.Members)
        {
            if (KeywordTable.Find(member.Name) is { HoldsSchemas: true, Checks: not null })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns each type in a set, except null. Omits integer if the set has number, because number includes integer.</summary>
    public static IEnumerable<RuleTypes> Single(RuleTypes types) => Each
        .Where(type => (types & type) == type && !(type == RuleTypes.Integer && (types & RuleTypes.Number) == RuleTypes.Number));

    /// <summary>
    /// Returns true if <c>type</c> lists null but <c>enum</c> does not. Strictly, such a schema does not allow null. However, a service
    /// that writes such a schema intends to allow null, as with OpenAPI's <c>nullable</c> beside an enum.
    /// </summary>
    public static bool ForgetsNull(JsonObject schema) =>
        schema[KeywordName.Enum] is JsonArray values
        && schema[KeywordName.Type] is JsonArray
        && (Types(schema) & RuleTypes.Null) != 0
        && values.All(value => value.Kind != JsonKind.Null);

    /// <summary>
    /// Returns true if part of the schema is ignored. An unknown type name is ignored, and so is an <c>enum</c> or <c>const</c> if the type
    /// forbids all its values.
    /// </summary>
    public static bool IsLenient(JsonObject schema) =>
        (schema[KeywordName.Type] is { } type && NamesUnknown(type))
        || (schema[KeywordName.Enum] is JsonArray { Count: > 0 } values && !values.Any(value => IsOf(Types(schema), value)))
        || (schema.Member(KeywordName.Const) is { } only && !IsOf(Listed(schema, "").Types, only.Value));

    /// <summary>Builds the rule of <c>type</c>, <c>enum</c> and <c>const</c>.</summary>
    public static Rule Values(JsonObject schema, string name)
    {
        var rule = Listed(schema, name);
        return schema.Member(KeywordName.Const) is { } only ? Among(rule, [only.Value], isOne: true, alsoNull: false) : rule;
    }

    /// <summary>Builds the rules of keywords whose value is a number, a count or a flag.</summary>
    public static IEnumerable<KeywordRule> Bounds(JsonObject schema)
    {
        foreach (var keyword in Plain)
        {
            if (Read(schema, keyword) is { } rule)
            {
                yield return rule;
            }
        }
    }

    /// <summary>Returns the valid counts; null if any count is valid.</summary>
    public static CountRange? Range(JsonObject schema, Counted counted)
    {
        var (least, most) = CheckedKeywords.Ranges[counted];
        var range = new CountRange(Count(schema[least.Name]) ?? 0, Count(schema[most.Name]));
        return range is { Least: 0, Most: null } ? null : range;
    }

    /// <summary>Returns the rule of a keyword; null if it restricts nothing.</summary>
    private static KeywordRule? Read(JsonObject schema, Keyword keyword)
    {
        var value = schema[keyword.Name];
        return keyword.Checks switch
        {
            { Limit: { } limit } => Number(value) is { } bound ? new KeywordRule.Bound(limit, bound) : null,
            { Counted: { } counted } => Range(schema, counted) is { } range ? new KeywordRule.Count(counted, range) : null,
            { Argument: CheckArgument.Step } =>
                Number(value) is { } step && step[0] != '-' && step != "0" ? new KeywordRule.MultipleOf(step) : null,
            _ => value is JsonValue { Value: true } ? new KeywordRule.UniqueItems() : null,
        };
    }

    private static bool NamesUnknown(JsonNode type) =>
        type is JsonArray names ? names.Any(NamesUnknown) : Named(type) == RuleTypes.All;

    private static RuleTypes Named(JsonNode name) =>
        name is JsonValue { Value: string text } && TypeNames.TryGetValue(text, out var type) && type != RuleTypes.None
            ? type
            : RuleTypes.All;

    private static Rule Listed(JsonObject schema, string name)
    {
        var rule = Rule.Of(name, Types(schema));
        return schema[KeywordName.Enum] is JsonArray values ? Among(rule, [.. values], isOne: false, ForgetsNull(schema)) : rule;
    }

    public static bool IsOf(RuleTypes types, JsonNode value) => (TypeOf(value) & types) == TypeOf(value);

    private static Rule Among(Rule rule, IReadOnlyList<JsonNode> values, bool isOne, bool alsoNull)
    {
        // Some schemas of type integer list their values as strings. If the type forbids all listed values, ignore the list.
        var allowed = values.Where(value => IsOf(rule.Types, value)).ToList();
        if (allowed.Count == 0)
        {
            return rule with { Types = values.Count == 0 ? RuleTypes.None : rule.Types };
        }

        var isNullable = alsoNull || allowed.Any(value => value.Kind == JsonKind.Null);
        var texts = allowed.Where(value => value.Kind != JsonKind.Null).ToList();
        if (!isOne && texts.All(value => value.Kind == JsonKind.String))
        {
            var strings = texts.Select(value => (string)value!).Distinct(StringComparer.Ordinal).ToEquatableArray();
            var types = (texts.Count > 0 ? RuleTypes.String : 0) | (isNullable ? RuleTypes.Null : 0);
            return rule with { Types = types, Keywords = texts.Count > 0 ? new([new KeywordRule.Texts(strings)]) : default };
        }

        var json = new JsonArray([.. alsoNull ? allowed.Append(JsonValue.CreateNull()) : allowed]).ToString();
        var kinds = allowed.Aggregate(alsoNull ? RuleTypes.Null : 0, (kinds, value) => kinds | TypeOf(value));
        KeywordRule keyword = isOne
            ? new KeywordRule.EqualTo(json.Substring(1, json.Length - 2), kinds)
            : new KeywordRule.Among(json, kinds);
        return rule with { Types = kinds, Keywords = rule.Keywords.Append(keyword).ToEquatableArray() };
    }

    public static RuleTypes TypeOf(JsonNode value) => value.Kind switch
    {
        JsonKind.Null => RuleTypes.Null,
        JsonKind.Boolean => RuleTypes.Boolean,
        JsonKind.Integer => RuleTypes.Integer,
        JsonKind.Float when value is JsonValue { Value: double number } && number == Math.Floor(number) => RuleTypes.Integer,
        JsonKind.Float => RuleTypes.Number,
        JsonKind.Array => RuleTypes.Array,
        JsonKind.Object => RuleTypes.Object,
        _ => RuleTypes.String,
    };

    /// <summary>Returns a bound as text that is valid in both C# and JSON.</summary>
    private static string? Number(JsonNode? token) => token is not JsonValue bound ? null : bound.Value switch
    {
        long value => Text(value),
        BigInteger value => value.ToString(CultureInfo.InvariantCulture),
        double value when value == Math.Floor(value) && Math.Abs(value) < 1L << 53 => Text((long)value),
        double value => value.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>
    /// Returns a count; null if the value is not a count. 2.0 is read as 2. A count beyond 64 bits, or beyond the exact range of a double,
    /// becomes the maximum of <c>long</c>, which no value reaches.
    /// </summary>
    public static long? Count(JsonNode? token) => token is not JsonValue count ? null : count.Value switch
    {
        long value and >= 0 => value,
        double value when value == Math.Floor(value) && value is >= 0 and < 1L << 53 => (long)value,
        double value when value == Math.Floor(value) && value > 0 => long.MaxValue,
        BigInteger { Sign: > 0 } => long.MaxValue,
        _ => null,
    };

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
