using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>
/// Reads the user's text as a JSON value of a type in the schema. If no type fits, text that is JSON keeps its own type, and other text
/// becomes a string. The validation rules then report the error.
/// </summary>
/// <param name="pathOf">Returns the full path for a path that the user typed.</param>
internal sealed class InputValue(Func<string, string> pathOf)
{
    // A limit, because the type of a list can contain itself.
    private const int MostDepth = 4;

    /// <summary>Converts the text that the user typed for a value.</summary>
    /// <param name="place">The location of the value.</param>
    /// <param name="text">The text as it was typed.</param>
    /// <exception cref="InputValueException">The text cannot be the value at this location.</exception>
    internal JsonNode? Read(InputPlace place, string text) => Read(place, text, 0);

    private JsonNode? Read(InputPlace place, string text, int depth)
    {
        if (text.StartsWith('@') && text.Length > 1)
        {
            if (place.TakesFile || place.Item is { TakesFile: true })
            {
                var file = JsonValue.Create(ModelFile.FromPath(pathOf(text[1..])))!;
                return place.TakesFile ? file : new JsonArray(file);
            }

            if (File.Exists(pathOf(text[1..])))
            {
                throw new InputValueException(
                    $"does not accept a file, so '{text}' would be sent as text. To send this text, put it in the "
                    + "--input file");
            }
        }

        if (place.Forms.Any(form => form is EnumShape { Kind: EnumKind.Text } list && list.Members.Any(member => member.WireValue == text)))
        {
            return JsonValue.Create(text);
        }

        var (isJson, json, error) = Parse(text);
        if (isJson && Takes(place, json))
        {
            return json;
        }

        if (place.TakesText || place.HasAnything)
        {
            return JsonValue.Create(text);
        }

        if (text.TrimStart() is ['[' or '{', ..] && !isJson)
        {
            throw new InputValueException($"cannot be read as JSON: {error}");
        }

        return Item(place, text, depth) ?? (isJson ? json : JsonValue.Create(text));
    }

    // A single value for a list becomes a list of one item, because further -i options may append more values.
    private JsonArray? Item(InputPlace place, string text, int depth) =>
        depth < MostDepth && place.Item is { } item && !place.HasAnything ? new JsonArray(Read(item, text, depth + 1)) : null;

    private static (bool IsJson, JsonNode? Json, string Error) Parse(string text)
    {
        try
        {
            return (true, StrictJson.Parse(text), "");
        }
        catch (JsonException exception)
        {
            return (false, null, exception.Message);
        }
    }

    private static bool Takes(InputPlace place, JsonNode? json) => json?.GetValueKind() switch
    {
        null => (place.Property is { IsNullable: true } && !place.TakesText) || place.HasAnything,
        JsonValueKind.Number => place.Forms.Any(IsNumber),
        JsonValueKind.True or JsonValueKind.False => place.Forms.Any(static form => form is ScalarShape { Kind: ScalarKind.Boolean }),
        JsonValueKind.Array => place.Forms.Any(static form => form is ListShape),
        JsonValueKind.Object => place.Forms.Any(static form => form is ObjectShape or MapShape),
        _ => false,
    } || place.HasAnything;

    private static bool IsNumber(Shape form) => form is EnumShape { Kind: EnumKind.Integer or EnumKind.Number }
        or ScalarShape { Kind: ScalarKind.Int32 or ScalarKind.Int64 or ScalarKind.Int128 or ScalarKind.Double };
}
