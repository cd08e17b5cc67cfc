using System.Globalization;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Generator.Emitting;

/// <summary>Writes the documentation in a schema as XML documentation comments.</summary>
internal static class DocumentationText
{
    private const int MaxLength = 300;
    private const int MaxValues = 200;

    /// <summary>
    /// Writes the comment of a property, and <c>[Obsolete]</c> if it is deprecated. Omits a comment that would only repeat the name.
    /// </summary>
    /// <param name="property">The property to document.</param>
    /// <param name="isRequired">
    /// True if callers must set the property. Such a property is never marked obsolete, because C# warns about that mark (CS9042).
    /// </param>
    public static IEnumerable<string> Of(PropertyModel property, bool isRequired)
    {
        var words = property.Documentation;
        var summary = words.Description.Trim().Length > 0
            ? words.Description
            : words.Title.Trim().Length > 0 ? words.Title : property.WireName;
        var notes = new List<string>();
        if (words.Title.Trim().Length > 0 && words.Title != summary && Identifiers.Clean(words.Title) != property.Name)
        {
            notes.Add(CSharpText.Xml(words.Title));
        }

        if (summary != property.WireName && !IsPlain(property))
        {
            notes.Add($"<c>{CSharpText.Xml(property.WireName)}</c>");
        }

        if (words.Allowed.Length > 0)
        {
            notes.Add(CSharpText.Xml(words.Allowed));
        }

        if (Values(property.Shape) is { Length: > 0 } values)
        {
            notes.Add("one of " + CSharpText.Xml(values));
        }

        // The default of a required property is never used, because an input without the property is not sent.
        if (words.Default.Length > 0 && words.Default != "\"\"" && !property.IsRequired)
        {
            notes.Add($"default {CSharpText.Xml(words.Default)}");
        }

        if (notes.Count > 0 || summary != property.WireName || !IsPlain(property))
        {
            var suffix = notes.Count > 0 ? $" ({string.Join(", ", notes)})" : "";
            yield return $"/// <summary>{CSharpText.Xml(Cut(summary))}{suffix}</summary>";
        }

        if (words.IsDeprecated && !isRequired)
        {
            yield return "[global::System.Obsolete]";
        }
    }

    /// <summary>Writes the comment of a type, if it has one.</summary>
    /// <param name="words">The documentation in the type's schema.</param>
    /// <param name="otherwise">
    /// The XML text to use if the schema has no documentation. Empty for the type of a property, because the property already has the
    /// comment.
    /// </param>
    public static IEnumerable<string> Of(Documentation words, string otherwise)
    {
        var text = words.Description.Trim().Length > 0 ? CSharpText.Xml(Cut(words.Description))
            : otherwise.Length > 0 && words.Title.Trim().Length > 0 ? CSharpText.Xml(words.Title)
            : otherwise;
        return text.Length > 0 ? [$"/// <summary>{text}</summary>"] : [];
    }

    /// <summary>Lists as many values of an enum, or of a list of enums, as fit in a tooltip. Empty for other shapes.</summary>
    private static string Values(Shape shape) => shape switch
    {
        ListShape list => Values(list.Item),
        EnumShape known => Listed([.. known.Members.Select(member => member.WireValue)]),
        _ => "",
    };

    private static string Listed(IReadOnlyList<string> values)
    {
        var length = 0;
        var shown = values.TakeWhile(value => (length += value.Length + 2) <= MaxValues).Select(Word).ToList();
        return shown.Count == values.Count
            ? string.Join(", ", shown)
            : string.Join(", ", shown.Append($"… {values.Count.ToString(CultureInfo.InvariantCulture)} in all"));
    }

    private static string Word(string value) => value.Trim().Length == 0 || value != value.Trim() ? $"\"{value}\"" : value;

    private static bool IsPlain(PropertyModel property) =>
        property.WireName.Replace("_", "").Equals(property.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Truncates text that is too long for a tooltip.</summary>
    private static string Cut(string text) => text.Length <= MaxLength ? text : text.Substring(0, MaxLength - 1) + "…";
}
