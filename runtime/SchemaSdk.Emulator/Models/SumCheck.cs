using System.Globalization;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Emulation.Models;

/// <summary>
/// Checks the rules of <c>x-rules</c> at the root of an input schema. Those that are not understood were told when the client was compiled.
/// </summary>
internal sealed class SumCheck(JsonObject schema)
{
    private readonly List<(string Terms, object? Total)> _rules =
    [
        .. (schema["x-rules"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(rule => rule["sum"] is JsonValue { Value: string } && rule["equals"] is JsonValue)
            .Select(rule => ((string)rule["sum"]!, ((JsonValue)rule["equals"]!).Value)),
    ];

    /// <summary>Finds the rules that an input breaks; one of which a number did not come is not asked.</summary>
    public IEnumerable<ValidationError> Check(JToken input)
    {
        foreach (var (terms, total) in _rules)
        {
            var wanted = total is string pointer ? Sum(input, pointer) : Number(total);
            if (wanted is { } right && Sum(input, terms) is { } sum && sum != right)
            {
                var place = terms.Split("/*")[0];
                var allowed = right.ToString(CultureInfo.InvariantCulture);
                yield return new ValidationError
                {
                    JsonPointer = place,
                    Rule = "sum",
                    Allowed = allowed,
                    Message = $"{place} breaks the rule \"sum\": {allowed}."
                };
            }
        }
    }

    /// <returns>Null if a number is missing.</returns>
    private static decimal? Sum(JToken input, string pointer)
    {
        List<JToken?> values = [input];
        foreach (var step in pointer.Split('/').Skip(1))
        {
            var name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            values =
            [
                .. values.SelectMany(value => step == "*" ? value as JArray ?? (IEnumerable<JToken?>)[null] : [(value as JObject)?[name]])
            ];
        }

        var numbers = values.ConvertAll(value => Number((value as JValue)?.Value));
        return numbers.Count == 0 || numbers.Contains(null) ? null : numbers.Sum();
    }

    private static decimal? Number(object? number) => number switch
    {
        long value => value,
        double value when Math.Abs(value) < 1e18 => (decimal)value,
        _ => null,
    };
}
