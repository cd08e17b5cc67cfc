using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>A schema file in memory.</summary>
/// <param name="path">Its path in the corpus.</param>
/// <param name="text">The whole text.</param>
internal sealed class SchemaText(string path, string text) : AdditionalText
{
    public override string Path => "/schemas/" + path;

    /// <summary>Its path below the folder of all schemas.</summary>
    internal string Name => path;

    internal string Text => text;

    /// <summary>Metadata <c>ModelSchemaKind</c>.</summary>
    internal string Kind => path.EndsWith("/input.json", StringComparison.Ordinal) ? "Input" : "Output";

    /// <summary>Metadata <c>ModelId</c>.</summary>
    internal string ModelId => path[..path.LastIndexOf('/')];

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);

    internal SchemaText With(string newText) => new(path, newText);
}
