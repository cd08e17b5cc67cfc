using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A model id with the C# names of its segments.</summary>
/// <param name="Id">The model id, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
/// <param name="File">The path of the model's input schema.</param>
/// <param name="Names">The name of each segment, such as <c>Kling</c>, <c>Kling3_0</c>, <c>Pro</c>, <c>TextToVideo</c>.</param>
internal sealed record ModelPath(string Id, string File, EquatableArray<string> Names)
{
    /// <summary>Set for a retired model; null if the service still offers the model.</summary>
    public Retirement? Retirement { get; init; }

    /// <summary>The model's name, kind, price unit and page, from the input schema.</summary>
    public ModelFacts Facts { get; init; } = ModelFacts.None;

    /// <summary>The name that the generated types share. Each type adds the suffix Model, Input or Output.</summary>
    public string TypeName => TypeNameOf(Names[Names.Count - 1]);

    /// <summary>
    /// Returns what follows <c>Models</c> in the namespace of a segment's types. Starts with a dot; empty for the first segment.
    /// </summary>
    /// <param name="depth">The number of segments of the id, up to and including this one.</param>
    public string NamespaceAt(int depth) => string.Concat(Names.Take(depth - 1).Select(name => "." + NamespaceOf(name)));

    /// <summary>Returns the name of a segment's class, with its namespace relative to the client's.</summary>
    /// <param name="depth">The number of segments of the id, up to and including this one.</param>
    public string ClassAt(int depth) => "Models" + NamespaceAt(depth) + "." + TypeNameOf(Names[depth - 1]) + "Model";

    /// <summary>Removes the <c>_</c> that a segment's property may need to avoid a clash.</summary>
    public static string TypeNameOf(string name) => name.TrimEnd('_');

    /// <summary>
    /// Returns a segment's namespace, which must not equal the name of a generated type. Appends a <c>_</c> to a name that ends in Model,
    /// Input or Output, or in a word such as InputItem or OutputItemItem.
    /// </summary>
    private static string NamespaceOf(string name)
    {
        const string Item = "Item";
        var root = name;
        while (root.EndsWith(Item, StringComparison.Ordinal))
        {
            root = root.Substring(0, root.Length - Item.Length);
        }

        return name.EndsWith("Model", StringComparison.Ordinal)
            || root.EndsWith("Input", StringComparison.Ordinal)
            || root.EndsWith("Output", StringComparison.Ordinal)
            ? name + "_"
            : name;
    }
}
