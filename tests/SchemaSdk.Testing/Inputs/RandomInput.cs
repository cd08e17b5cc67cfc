using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NJsonSchema;

namespace SchemaSdk.Testing;

/// <summary>Generates random inputs for a schema and records which parts of the schema they cover.</summary>
public sealed class RandomInput(JsonSchema schema)
{
    // Every integer type of generated code can represent the numbers in this range.
    private const decimal Least = -1_000_000;
    private const decimal Most = 1_000_000;

    private static readonly string[] Others =
    [
        "null", "true", "\"\"", "0", "-1.5", "[]", "{}", "[null]", "1e400", "\"16:9\"", "9007199254740993"
    ];

    private static readonly string[] Texts = ["", "a", "夜の街", "\"\\\u2028\n😀"];

    private readonly HashSet<string> _touched = [];

    /// <summary>Inputs that fit the schema and its patch, which requires that durations have the right sum.</summary>
    public Gen<string> ValidValue() => Valid(schema, "").Where(HasRightSum);

    /// <summary>Both valid and invalid inputs.</summary>
    public Gen<string> AnyValue() => Any(schema, "", 0);

    /// <summary>
    /// Returns true if the durations in <c>multi_prompt</c> add up to <c>duration</c>, or if any of these values is missing.
    /// </summary>
    public static bool HasRightSum(string json)
    {
        var input = JsonDocument.Parse(json).RootElement;
        var terms = Member(input, "multi_prompt") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(item => Number(Member(item, "duration"))).ToList()
            : [];
        var total = Number(Member(input, "duration"));
        return total is null || terms.Count == 0 || terms.Contains(null) || terms.Sum() == total;
    }

    private static JsonElement? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;

    private static decimal? Number(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var exact) ? exact : null;

    /// <summary>
    /// Fails unless each property was set by at least one input, each optional property was omitted by at least one input, and each bound
    /// was reached.
    /// </summary>
    public void AssertCoverage() =>
        Assert.Empty(Expected(schema, "").Where(point => !_touched.Contains(point)).Order(StringComparer.Ordinal));

    private Gen<string> Valid(JsonSchema part, string path) => part.Type switch
    {
        JsonObjectType.Object => Object(part, path, Valid, isWrong: false),
        JsonObjectType.Array =>
            from count in Gen.Frequency(
                (1, Gen.Constant(part.MinItems)),
                (1, Gen.Constant(MaxItems(part))),
                (6, Gen.Choose(part.MinItems, Math.Min(3, MaxItems(part)))))
            from items in Gen.ArrayOf(Valid(Item(part), path + "/*"), count)
            select Touch(Note(path, "items", count, part.MinItems, MaxItems(part)), $"[{string.Join(",", items)}]"),
        _ when part.Enumeration.Count > 0 =>
            from value in Gen.Elements(part.Enumeration.ToArray())
            select Touch($"{path} is {value}", JsonSerializer.Serialize(value)),
        JsonObjectType.String =>
            from text in Gen.Elements(Texts.Append(new string('x', part.MaxLength ?? 2000)).Where(text => Fits(text, part)).ToArray())
            select JsonSerializer.Serialize(text),
        JsonObjectType.Boolean => Gen.Elements("true", "false"),
        JsonObjectType.Integer => Number(part, path, 1m),
        _ => Number(part, path, 0.25m),
    };

    private Gen<string> Any(JsonSchema part, string path, int depth) => Gen.Frequency(
        (depth == 0 ? 40 : 12, part.Type switch
        {
            JsonObjectType.Object => Object(part, path, (inner, at) => Any(inner, at, depth + 1), isWrong: true),
            JsonObjectType.Array =>
                from count in Gen.Elements(0, 1, 2, MaxItems(part), MaxItems(part) + 1)
                from items in Gen.ArrayOf(count > 2 ? Valid(Item(part), path + "/*") : Any(Item(part), path + "/*", depth + 1), count)
                select Touch(Note(path, "items", count, part.MinItems, MaxItems(part)), $"[{string.Join(",", items)}]"),
            JsonObjectType.Integer or JsonObjectType.Number when part.Minimum is { } low && part.Maximum is { } high =>
                Gen.OneOf(Valid(part, path), Gen.Elements(low - 1, high + 1, low - 0.01m, high + 0.01m).Select(Text)),
            JsonObjectType.String when part.Enumeration.Count > 0 =>
                Gen.OneOf(Valid(part, path), Gen.Elements("\"1:1 \"", "\"\"", "\"Customize\"")),
            _ => Valid(part, path),
        }),
        (1, Gen.Elements(Others.Where(other => part.Type != JsonObjectType.Integer || other != "1e400").ToArray())));

    private Gen<string> Object(JsonSchema part, string path, Func<JsonSchema, string, Gen<string>> value, bool isWrong)
    {
        Gen<bool> IsSet(string name) => !part.RequiredProperties.Contains(name) ? Gen.Elements(true, false)
            : isWrong ? Gen.Frequency((20, Gen.Constant(true)), (1, Gen.Constant(false)))
            : Gen.Constant(true);
        var members = part.Properties.Select(property =>
            from isSet in IsSet(property.Key)
            from json in isSet ? value(property.Value, $"{path}/{property.Key}") : Gen.Constant("")
            select Touch($"{path}/{property.Key} {(isSet ? "set" : "left out")}", isSet ? $"\"{property.Key}\":{json}" : ""));
        return from texts in Gen.CollectToList(members)
               from other in Gen.Frequency((6, Gen.Constant("")), (isWrong ? 1 : 0, Gen.Constant("\"other\":[1,{}]")))
               select $"{{{string.Join(",", texts.Append(other).Where(text => text.Length > 0))}}}";
    }

    private Gen<string> Number(JsonSchema part, string path, decimal step) =>
        from value in Gen.OneOf(
            Gen.Constant(Low(part)),
            Gen.Constant(High(part)),
            from steps in Gen.Choose(0, (int)Math.Min((High(part) - Low(part)) / step, int.MaxValue))
            select Low(part) + (steps * step))
        select Touch(Note(path, "value", value, Low(part), High(part)), Text(value));

    private static decimal Low(JsonSchema part) => part.Minimum ?? Least;

    private static decimal High(JsonSchema part) => part.Maximum ?? Most;

    // Unlike draft 7, NJsonSchema does not accept 5.0 as an integer.
    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Note(string path, string what, decimal value, decimal low, decimal high) =>
        value == low ? $"{path} {what} least" : value == high ? $"{path} {what} most" : "";

    // A format such as image_uris says that the items are strings.
    private static JsonSchema Item(JsonSchema part) => part.Item
        ?? (part.Format?.EndsWith("_uris", StringComparison.Ordinal) == true
            ? new JsonSchema { Type = JsonObjectType.String }
            : throw new InvalidOperationException($"The items of a list with the format '{part.Format}' are not known."));

    private static bool Fits(string text, JsonSchema part) =>
        text.Length >= (part.MinLength ?? 0) && text.Length <= (part.MaxLength ?? int.MaxValue);

    private static int MaxItems(JsonSchema part) => part.MaxItems > 0 ? part.MaxItems : 3;

    private string Touch(string point, string json)
    {
        _touched.Add(point);
        return json;
    }

    private static IEnumerable<string> Expected(JsonSchema part, string path) => part.Type switch
    {
        JsonObjectType.Object => part.Properties.SelectMany(property => Expected(property.Value, $"{path}/{property.Key}")
            .Append($"{path}/{property.Key} set")
            .Concat(part.RequiredProperties.Contains(property.Key) ? [] : [$"{path}/{property.Key} left out"])),
        JsonObjectType.Array => Expected(Item(part), path + "/*").Append($"{path} items least").Append($"{path} items most"),
        _ when part.Enumeration.Count > 0 => part.Enumeration.Select(value => $"{path} is {value}"),
        JsonObjectType.Integer or JsonObjectType.Number => [$"{path} value least", $"{path} value most"],
        _ => [],
    };
}
