using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Emitting;

/// <summary>What a schema says -> XML documentation.</summary>
internal static class DocumentationText
{
    /// <summary>The comment of a property.</summary>
    /// <param name="property">The property.</param>
    /// <param name="isRequired">Whether everyone has to set it: then it is not marked obsolete, which would warn everyone (CS9042).</param>
    public static string Of(PropertyModel property, bool isRequired)
    {
        var words = property.Documentation;
        var summary = words.Description.Trim().Length > 0 ? words.Description : words.Title.Trim().Length > 0 ? words.Title : property.WireName;
        var notes = new List<string>();
        if (words.Title.Trim().Length > 0 && words.Title != summary && Identifiers.Clean(words.Title) != property.Name)
        {
            notes.Add(CSharpText.Xml(words.Title));
        }

        if (summary != property.WireName)
        {
            notes.Add($"<c>{CSharpText.Xml(property.WireName)}</c>");
        }

        if (words.Allowed.Length > 0)
        {
            notes.Add(CSharpText.Xml(words.Allowed));
        }

        if (words.Default.Length > 0 && words.Default != "\"\"")
        {
            notes.Add($"default <c>{CSharpText.Xml(words.Default)}</c>");
        }

        var comment = $"/// <summary>{CSharpText.Xml(summary)}{(notes.Count > 0 ? $" ({string.Join(", ", notes)})" : "")}</summary>";
        return words.IsDeprecated && !isRequired ? comment + "\n[global::System.Obsolete]" : comment;
    }

    /// <summary>The comment of a type.</summary>
    /// <param name="words">What the schema says of it.</param>
    /// <param name="otherwise">What to say where it says nothing, as XML.</param>
    public static string Of(Documentation words, string otherwise) =>
        $"/// <summary>{(words.Description.Trim().Length > 0 ? CSharpText.Xml(words.Description) : words.Title.Trim().Length > 0 ? CSharpText.Xml(words.Title) : otherwise)}</summary>";
}
