using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Generator.Emitting;

/// <summary>The tables of wire names and known values that one file of generated code shares.</summary>
internal sealed class NameTables
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Type, string Field)> _fields = [];
    private readonly FreeNames _free = new();

    /// <summary>The table of an object's members.</summary>
    /// <param name="wireNames">The names, in the order of their numbers.</param>
    /// <param name="suggestion">A name for the table if there is none with these names yet.</param>
    /// <param name="writesNull">
    /// The numbers of the members whose null is written, with commas between them; empty if there are none.
    /// </param>
    /// <returns>Such as <c>wire.Input</c>.</returns>
    public string Members(IEnumerable<string> wireNames, string suggestion, string writesNull = "") =>
        Find($"MemberNames({Literals(wireNames)}){(writesNull.Length == 0 ? "" : $" {{ WritesNull = [{writesNull}] }}")}", suggestion);

    /// <summary>The table of an enum's known strings.</summary>
    /// <param name="values">The strings.</param>
    /// <param name="suggestion">A name for the table if there is none with these strings yet.</param>
    /// <returns>Such as <c>wire.Input_AspectRatio</c>.</returns>
    public string Known(IEnumerable<string> values, string suggestion) => Find($"KnownTexts({Literals(values)})", suggestion);

    /// <summary>The table of an enum's known numbers.</summary>
    /// <param name="values">The numbers as C# text.</param>
    /// <param name="suggestion">A name for the table if there is none with these numbers yet.</param>
    public string KnownNumbers(IEnumerable<string> values, string suggestion) =>
        Find($"KnownNumbers({string.Join(", ", values)})", suggestion);

    /// <summary>The table of a union's branches.</summary>
    /// <param name="branches">Their marks as C# text.</param>
    /// <param name="suggestion">A name for the table if there is none with these branches yet.</param>
    public string Branches(string branches, string suggestion) => Find($"UnionBranches({branches})", suggestion);

    /// <summary>
    /// Writes the class that holds the tables. Its name is in lower case, which no generated member's is, so none can hide it.
    /// </summary>
    /// <param name="code">The writer of the file.</param>
    public void Emit(CodeWriter code)
    {
        code.Line().Open("file static class wire");
        foreach (var sameType in _fields.GroupBy(field => field.Type, field => field.Field, StringComparer.Ordinal))
        {
            code.Write($"public static readonly runtime::{sameType.Key} {string.Join(",\n    ", sameType)};");
        }

        code.Close();
    }

    /// <summary>
    /// Shortens a path to its end if no other table has the same end: <c>Prompt</c> for <c>Input_MultiPrompt_Item_Prompt</c>.
    /// </summary>
    private string Short(string path)
    {
        for (var at = path.LastIndexOf('_'); at > 0; at = path.LastIndexOf('_', at - 1))
        {
            var end = Identifiers.Fit(path.Substring(at + 1));
            if (end.Length > 0 && char.IsLetter(end[0]) && !char.IsLower(end[0]) && _free.IsFree(end))
            {
                return end;
            }
        }

        return Identifiers.Fit(path);
    }

    private static string Literals(IEnumerable<string> texts) => string.Join(", ", texts.Select(CSharpText.Literal));

    /// <summary>Finds a table by its content, so equal tables are shared.</summary>
    private string Find(string content, string suggestion)
    {
        if (!_names.TryGetValue(content, out var name))
        {
            name = _free.Take(Short(suggestion));

            var type = content.Substring(0, content.IndexOf('('));
            _names.Add(content, name);
            _fields.Add((type, $"{name} = new{content.Substring(type.Length)}"));
        }

        return "wire." + name;
    }
}
