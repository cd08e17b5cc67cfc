using System.Globalization;
using SchemaSdk.Files;

namespace SchemaSdk.Extensions.AI.Inputs;

/// <summary>Converts values from options and arguments to JSON.</summary>
internal static class Values
{
    /// <summary>Returns a string as JSON.</summary>
    /// <exception cref="ModelInputException">The string contains an unpaired surrogate, which JSON would replace.</exception>
    internal static JsonValue TextOf(string text) =>
        IsWhole(text)
            ? JsonValue.Create(text)
            : throw new ModelInputException("The input contains a string with an unpaired surrogate. Nothing was sent.");

    /// <summary>Returns a value as JSON.</summary>
    /// <exception cref="NotSupportedException">The value has a type that <paramref name="options"/> cannot serialize.</exception>
    /// <exception cref="ModelInputException">The value is a string with an unpaired surrogate.</exception>
    /// <exception cref="InvalidOperationException">A string in it has an unpaired surrogate, or the value is nested too deeply.</exception>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    internal static JsonNode? NodeOf(object? value, JsonSerializerOptions options)
    {
        var node = Convert(value, options);

        // Writes the JSON now, to find errors while the caller can still name the value.
        _ = node?.ToJsonString();
        return node;
    }

    private static JsonNode? Convert(object? value, JsonSerializerOptions options) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        JsonElement { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        JsonElement element => JsonNode.Parse(element.GetRawText(), documentOptions: ShownJson.AnyDepth),
        string text => TextOf(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        // The shortest text of the float 0.7 is 0.7. As a double, it would become 0.699999988079071.
        float number => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture)),
        _ => JsonSerializer.SerializeToNode(value, options.GetTypeInfo(value.GetType())),
    };

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && ++i < text.Length && char.IsLowSurrogate(text[i])))
            {
                return false;
            }
        }

        return true;
    }
}
