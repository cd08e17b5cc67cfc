using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Generator.Emitting;

/// <summary>
/// Collects the tables that one generated file needs, such as the JSON names of a record's members or the known values of an enum. Types
/// with equal tables share one.
/// </summary>
internal sealed class NameTables
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Type, string Field)> _fields = [];
    private readonly FreeNames _free = new();

    public string Members(IEnumerable<string> wireNames, string suggestion, string writesNull = "") =>
        Find($"MemberNames({Literals(wireNames)}){(writesNull.Length == 0 ? "" : $" {{ WritesNull = [{writesNull}] }}")}", suggestion);

    public string Known(IEnumerable<string> values, string suggestion) => Find($"KnownTexts({Literals(values)})", suggestion);

    public string KnownNumbers(IEnumerable<string> values, string suggestion) =>
        Find($"KnownNumbers({string.Join(", ", values)})", suggestion);

    public string Branches(string branches, string suggestion) => Find($"UnionBranches({branches})", suggestion);

    /// <summary>Writes the class with the tables. The name of the class is in lower case, unlike the names of the tables.</summary>
    /// <param name="code">The writer of the model's file.</param>
    /// <param name="rules">The text of the model's rules, which hot reload would keep like a table.</param>
    /// <returns>The name of the class.</returns>
    public string Emit(CodeWriter code, string rules)
    {
        var name = ContentName.Of("wire", [rules, .. _fields.Select(field => $"{field.Type} {field.Field}")]);
        code.Line().Write(
            """
            // Names and values as written in JSON. The name of the class contains a hash of them and of the rules. If any of them changes,
            // the old class is missing, so hot reload restarts the program. Without the hash, hot reload would keep the old content.
            """);
        code.Open($"internal static class {name}");
        foreach (var sameType in _fields.GroupBy(field => field.Type, field => field.Field, StringComparer.Ordinal))
        {
            code.Write($"public static readonly runtime::{sameType.Key} {string.Join(",\n    ", sameType)};");
        }

        code.Close();
        return name;
    }

    /// <summary>
    /// Returns a path's shortest suffix that is not yet a table's name, such as <c>Prompt</c> for <c>Input_MultiPrompt_Item_Prompt</c>.
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

    /// <summary>Returns the name of the table with this content. The first call adds the table; later calls share it.</summary>
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
