using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Newtonsoft.Json.Linq;
using SchemaSdk.Generator.Json;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Collects where every value of a document stands in its file. What is too large for the stages behind is refused here.</summary>
/// <param name="lines">The lines of the file.</param>
internal sealed class PlaceList(TextLineCollection lines)
{
    /// <summary>One name of a million letters around a thousand values makes a thousand million. The largest of the corpus has 360,000.</summary>
    private const int MaxPointers = 8_000_000;

    private readonly List<PlacedPointer> _places = [];
    private int _pointers;

    /// <summary>Adds a document.</summary>
    /// <param name="root">The document.</param>
    /// <exception cref="JsonTextException">It is too large.</exception>
    public void Add(JToken root) => Add(root, "");

    /// <summary>Everything added.</summary>
    public EquatableArray<PlacedPointer> ToArray() => _places.ToEquatableArray();

    private void Add(JToken token, string pointer)
    {
        _places.Add(new PlacedPointer(pointer, SourceSpan.From(lines, JsonText.PlaceOf(token.Parent as JProperty ?? token))));
        _pointers += pointer.Length;
        if (_places.Count > JsonText.MaxValues || _pointers > MaxPointers)
        {
            throw new JsonTextException(
                $"It has more than {JsonText.MaxValues} values, or more than {MaxPointers} characters of names around them",
                JsonText.PlaceOf(token));
        }

        if (token is JObject members)
        {
            foreach (var member in members.Properties())
            {
                Add(member.Value, JsonPointer.Append(pointer, member.Name));
            }
        }
        else if (token is JArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                Add(items[i], JsonPointer.Append(pointer, i.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }
}
