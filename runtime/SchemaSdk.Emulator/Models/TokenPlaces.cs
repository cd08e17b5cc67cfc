using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;
using NJsonError = NJsonSchema.Validation.ValidationError;

namespace SchemaSdk.Emulation.Models;

/// <summary>
/// Which value an error of NJsonSchema is about, and its RFC 6901 pointer. NJsonSchema's own paths (<c>#/a[0].b</c>) cannot be
/// read back where a name has a dot or a bracket; the line and column of an error can.
/// </summary>
internal sealed class TokenPlaces
{
    private readonly Dictionary<(int Line, int Column), (JToken Value, string Pointer)> _places = [];

    public TokenPlaces(JToken root) => Add(root, pointer: "");

    public JToken? ValueOf(NJsonError error) => Find(error).Value;

    /// <summary>A missing property is reported at its object, and so the pointer ends with its name.</summary>
    public string PointerOf(NJsonError error) =>
        error.Kind == ValidationErrorKind.PropertyRequired ? Find(error).Pointer + Segment(error.Property) : Find(error).Pointer;

    private (JToken Value, string Pointer) Find(NJsonError error) => _places[(error.LineNumber, error.LinePosition)];

    private void Add(JToken value, string pointer)
    {
        AddPlace(value, pointer);
        if (value is JArray items)
        {
            for (var index = 0; index < items.Count; index++)
            {
                Add(items[index], $"{pointer}/{index}");
            }
        }

        foreach (var property in (value as JObject)?.Properties() ?? [])
        {
            AddPlace(property, pointer + Segment(property.Name)); // the place at which a forbidden property is reported
            Add(property.Value, pointer + Segment(property.Name));
        }
    }

    private void AddPlace(IJsonLineInfo token, string pointer) =>
        _places.Add((token.LineNumber, token.LinePosition), ((JToken)token, pointer));

    private static string Segment(string name) =>
        "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
