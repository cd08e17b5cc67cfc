namespace SchemaSdk.Generator.Emitting;

/// <summary>The tables of wire names and known values that one file of generated code shares.</summary>
internal sealed class NameTables
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _fields = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The table of an object's members.</summary>
    /// <param name="wireNames">In the order of their numbers.</param>
    /// <param name="suggestion">A name for the table if there is none with these names yet.</param>
    /// <returns>Such as <c>ModelNames.Input</c>.</returns>
    public string Members(IEnumerable<string> wireNames, string suggestion) => Find("MemberNames", wireNames, suggestion);

    /// <summary>The table of an enum's known strings.</summary>
    /// <param name="values">The strings.</param>
    /// <param name="suggestion">A name for the table if there is none with these strings yet.</param>
    /// <returns>Such as <c>ModelNames.Input_AspectRatio</c>.</returns>
    public string Known(IEnumerable<string> values, string suggestion) => Find("KnownTexts", values, suggestion);

    /// <summary>Writes the class that holds the tables.</summary>
    /// <param name="code">Where to.</param>
    public void Emit(CodeWriter code)
    {
        code.Line().Open("file static class ModelNames");
        foreach (var field in _fields)
        {
            code.Write(field);
        }

        code.Close();
    }

    private string Find(string type, IEnumerable<string> texts, string suggestion)
    {
        var content = $"{type}({string.Join(", ", texts.Select(CSharpText.Literal))})";
        if (!_names.TryGetValue(content, out var name))
        {
            name = suggestion;
            while (!_taken.Add(name))
            {
                name += "_";
            }

            _names.Add(content, name);
            _fields.Add($"internal static readonly {type} {name} = new({content.Substring(type.Length + 1)};");
        }

        return "ModelNames." + name;
    }
}
