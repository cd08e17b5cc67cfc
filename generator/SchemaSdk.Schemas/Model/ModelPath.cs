using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A model id with the C# names of its segments.</summary>
/// <param name="Id">Such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
/// <param name="File">The input schema that describes it.</param>
/// <param name="Names">Such as <c>Kling</c>, <c>Kling3_0</c>, <c>Pro</c>, <c>TextToVideo</c>.</param>
internal sealed record ModelPath(string Id, string File, EquatableArray<string> Names)
{
    /// <summary>The mark of a retired model; null if the service still has the model.</summary>
    public Retirement? Retirement { get; init; }

    /// <summary>Name of the generated types without their suffix.</summary>
    public string TypeName => TypeNameOf(Names[Names.Count - 1]);

    /// <summary>The namespace of a node's types, after that of the client.</summary>
    /// <param name="depth">The number of segments to the node, including its own.</param>
    public string NamespaceAt(int depth) => string.Concat(Names.Take(depth - 1).Select(name => "." + NamespaceOf(name)));

    /// <summary>The full name of a node's class, after the client's namespace.</summary>
    /// <param name="depth">The number of segments to the node, including its own.</param>
    public string ClassAt(int depth) => "Models" + NamespaceAt(depth) + "." + TypeNameOf(Names[depth - 1]) + "Model";

    /// <summary>A segment's name without the <c>_</c> that its property may need to avoid a clash.</summary>
    /// <param name="name">The segment's name.</param>
    public static string TypeNameOf(string name) => name.TrimEnd('_');

    /// <summary>A type and a namespace may not have the same name. Types end in Model, Input or Output, so no namespace does.</summary>
    private static string NamespaceOf(string name) =>
        name.EndsWith("Model", StringComparison.Ordinal)
            || name.EndsWith("Input", StringComparison.Ordinal)
            || name.EndsWith("Output", StringComparison.Ordinal)
            ? name + "_"
            : name;
}
